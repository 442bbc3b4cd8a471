import { tagKey } from './deal-words'

/** Tags with one more, or without one; the same word in other letters is the same tag. */
export function tagged(tags: readonly string[], { tag, remove }: { tag: string; remove: boolean }): string[] {
  const others = tags.filter((one) => tagKey(one) !== tagKey(tag))
  if (remove) return others
  return others.length < tags.length ? [...tags] : [...tags, tag]
}
