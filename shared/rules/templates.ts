/** `{{contact.name}}`, or with words for when nothing is known: `{{contact.name|friend}}`. */
const placeholder = /\{\{\s*([\w.]{1,40})\s*(?:\|([^{}|]{0,80}))?\}\}/g

/** What a text asks for, each once. Half a placeholder is one that nobody knows. */
export function placeholdersIn(text: string): string[] {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name)
  const rest = text.replace(placeholder, '')
  return [...new Set(rest.includes('{{') || rest.includes('}}') ? [...names, '{{'] : names)]
}

/** The text with what is known. Values are put in as they are, whatever they hold, and never read again. */
export const fillIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(placeholder, (_, name: string, otherwise = '') => known[name] || otherwise.trim())

/** On one line, as titles and subjects are: no line break gets into the head of a mail. */
export const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
