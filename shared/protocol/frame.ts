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

/** What the loader tells the frame. */
export type ToFrame =
  | { say: 'page'; page: Page }
  /** Whether the panel is on screen; nothing counts as read while it is not. */
  | { say: 'visible'; visible: boolean }
  | { say: 'bootstrap'; token: string | null }
  | { say: 'set'; attributes: Attributes }
  /** The preview beside the launcher was waved away: do not offer that message again. */
  | { say: 'dismissed' }

/** What the frame tells the loader. */
export type ToLoader =
  | { say: 'close' }
  /** `label` and `dismiss` are what the launcher and the preview's button are called, in the visitor's language. */
  | { say: 'unread'; count: number; preview: string | null; label: string; dismiss: string }
  /** The visitor has written: the loader may keep its one key and wake the frame on the next page. */
  | { say: 'written' }
  /** The visitor's secret is gone or was never kept: forget the key. */
  | { say: 'forgotten' }
  /** A fresh bootstrap token is needed to create a visitor. */
  | { say: 'bootstrap' }
  /** For the page's listeners. Never a word of the conversation: other scripts of the page may not read it. */
  | { say: 'event'; event: 'message:sent' | 'message:received' | 'unread' | 'error'; data: Record<string, string | number> }
