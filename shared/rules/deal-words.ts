import type { Custom } from '../protocol/fields'
import { plain } from '../values/plain'
import { customWords } from './custom-values'

type Worded = {
  deal: { name: string; tags: readonly string[]; source: string; custom?: Custom }
  personName: string
  personCode: string
}

/**
 * The words of a text, folded. What is neither letter, figure nor picture parts them, and so does every fortieth
 * letter: no word is longer than an index likes.
 */
export const wordsIn = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]{1,40}|\p{So}/gu) ?? []

/** A tag as tags are compared. */
export const tagKey = (tag: string): string => plain(tag).replaceAll('#', '')

/**
 * What a deal is found by, each once: the words of its name, its tags, its own fields, its person's name and code; each tag as a whole
 * behind a `#`, and where it came from behind an `@`. The server keeps them, the console asks for them anew, so both
 * find the same.
 */
export function wordsOfDeal({ deal, personName, personCode }: Worded): string[] {
  const said = [deal.name, personName, personCode, ...deal.tags, ...customWords(deal.custom ?? {})].flatMap(wordsIn)
  const tags = deal.tags.map(tagKey).filter(Boolean)
  return [...new Set([...said, ...tags.map(ofTag), ...wordsIn(deal.source).map(ofSource)])]
}

/** What somebody looks for: beginnings of words, and behind a `#` beginnings of tags. */
export const soughtIn = (text: string): string[] =>
  plain(text)
    .split(' ')
    .flatMap((part) => (part.startsWith('#') && tagKey(part) ? [ofTag(tagKey(part))] : wordsIn(part)))

export const ofTag = (key: string): string => `#${key}`
export const ofSource = (word: string): string => `@${word}`
