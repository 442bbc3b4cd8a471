import { cleanText } from '#shared/protocol/define'

/** A name that is safe to show and to save: without folders, marks that turn writing round, or a leading dot. */
export function fileName(given: string): string {
  const base = cleanText(given).split(/[/\\]/).at(-1) ?? ''
  const name = base
    .replace(/[\p{Cf}\p{Cc}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  return [...name].slice(0, 120).join('') || 'file'
}
