import { signal } from '@preact/signals'

/** How long an ignored conversation is out of my sight. */
const forMs = 60_000

/** Conversations I leave to the others for the moment. They come back by themselves until somebody accepts them. */
export const ignored = signal<ReadonlySet<string>>(new Set())

/** Hides a waiting conversation from me for a minute. */
export function ignore(conversationId: string): void {
  ignored.value = new Set([...ignored.value, conversationId])
  setTimeout(() => unignore(conversationId), forMs)
}

/** Shows it again. */
export function unignore(conversationId: string): void {
  ignored.value = new Set([...ignored.value].filter((id) => id !== conversationId))
}
