import { signal } from '@preact/signals'
import { state } from './store'

/** A reply and a note are written apart: a draft never turns from one into the other. */
export type DraftMode = 'reply' | 'note'

/** The conversation in whose field the cursor shall stand as soon as it is there. */
export const wantWords = signal<string | null>(null)

const prefix = 'parley:draft:'
// Two agents may share a browser, but not their unsent words.
const keyOf = (conversationId: string, mode: DraftMode) =>
  `${prefix}${state.value.me?.agent.id}:${mode}:${conversationId}`

const drafts = signal<ReadonlyMap<string, string>>(new Map())

/** The unsent words of a conversation, also after a reload. */
export function draftOf(conversationId: string, mode: DraftMode): string {
  const key = keyOf(conversationId, mode)
  return drafts.value.get(key) ?? read(key)
}

/** Keeps unsent words at once; empty words are forgotten. */
export function saveDraft(conversationId: string, mode: DraftMode, text: string): void {
  const key = keyOf(conversationId, mode)
  drafts.value = new Map(drafts.value).set(key, text)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Storage is refused: the words live as long as the page.
  }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
