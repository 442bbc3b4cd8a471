import type { Agent } from '#shared/protocol/agents'

/** The agents a text calls by name, `@Selin Demir` or `@Selin` where only one is called so. */
export function mentionsIn(text: string, agents: readonly Agent[], locale: string): string[] {
  const fold = (words: string) => words.toLocaleLowerCase(locale)
  const folded = fold(text)
  const isCalled = ({ name }: Agent) => {
    if (folded.includes(`@${fold(name)}`)) return true
    const first = fold(name.split(' ')[0] ?? '')
    const sameFirst = agents.filter((one) => fold(one.name.split(' ')[0] ?? '') === first)
    return sameFirst.length === 1 && hasWord(folded, `@${first}`)
  }
  return agents.filter((one) => !one.disabled && isCalled(one)).map(({ id }) => id)
}

/** What is being called at the end of a text: the letters after the last `@`; null when nobody is. */
export function callingAt(text: string): string | null {
  const at = text.lastIndexOf('@')
  if (at < 0 || /\S/.test(text.charAt(at - 1))) return null
  const letters = text.slice(at + 1)
  return letters.length <= 40 && !letters.includes('\n') ? letters : null
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\p{L}\d]/u.test(text.charAt(at + word.length))) return true
  return false
}
