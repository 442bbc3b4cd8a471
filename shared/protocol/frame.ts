import type { Attributes, Page } from './people'

/** Handed over once with an exact origin, together with the MessagePort both sides speak over from then on. */
export type Handover = {
  parley: 'port'
  /** The site's name, for the header. */
  name: string
  page: Page
  visible: boolean
  attributes: Attributes
  bootstrap: string | null
}

/** What the loader tells the frame. Nothing of it is trusted to be short. */
export type ToFrame =
  | { say: 'page'; page: Page }
  /** Whether the panel is on screen; nothing counts as read while it is not. */
  | { say: 'visible'; visible: boolean }
  | { say: 'bootstrap'; token: string | null }
  | { say: 'set'; attributes: Attributes }

/** What the frame tells the loader. Never a word of the conversation: other scripts of the page may not read it. */
export type ToLoader =
  | { say: 'visible'; visible: boolean }
  /** How the launcher looks and is called. */
  | {
      say: 'show'
      label: string
      badge: string
      /** Height of the newest message's preview, which the frame draws itself; 0 when there is none. */
      peek: number
    }
  /** Where is the visitor now, and under which title? */
  | { say: 'page' }
  /** Another title for the page, unless the page has changed it meanwhile. */
  | { say: 'title'; from: string; to: string }
  /**
   * The visitor has written: keep the one key that wakes the frame on the next page. Or the visitor's secret is gone
   * or was never kept: forget it.
   */
  | { say: 'key'; act: 'setItem' | 'removeItem' }
  /** A fresh bootstrap token is needed to create a visitor. */
  | { say: 'bootstrap' }
  /** For the page's listeners. */
  | {
      say: 'event'
      event: 'message:sent' | 'message:received' | 'unread' | 'error'
      data: Record<string, string | number>
    }
