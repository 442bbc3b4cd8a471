/** What a source may ask a catalogue for: words in quotes, and template strings that begin or end in words. */
export type Spoken = { literals: Set<string>; patterns: RegExp[] }

export function spoken(source: string): Spoken {
  const literals = new Set([...source.matchAll(/(['"`])([\w.:-]+)\1/g)].map((match) => match[2] ?? ''))
  const patterns = [...source.matchAll(/`((?:[\w.:-]|\$\{[^`{}]*\})+)`/g)]
    .map((match) => (match[1] ?? '').split(/\$\{[^}]*\}/))
    // A template of holes alone would be an excuse for every key.
    .filter((words) => words.length > 1 && words.some((word) => /\w/.test(word)))
    .map((words) => new RegExp(`^${words.map(literally).join('.+')}$`))
  return { literals, patterns }
}

export const asks = ({ literals, patterns }: Spoken, key: string): boolean =>
  literals.has(key) || patterns.some((pattern) => pattern.test(key))

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
