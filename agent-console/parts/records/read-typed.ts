import { t } from '../../data/session'

type Read<Value> = { is: Value } | { wrong: string }

/** Words between commas, each once. */
export const listIn = (typed: string, most = 10): string[] =>
  [...new Set(typed.split(/[,;\n]/).map((one) => one.trim()))].filter(Boolean).slice(0, most)

/** Tags as many as a record takes. */
export const tagsIn = (typed: string): string[] => listIn(typed, 20).map((tag) => tag.slice(0, 40))

/** Addresses of mail, or which of them is none. */
export function readEmails(typed: string): Read<string[]> {
  const is = listIn(typed)
  const wrong = is.find((one) => !isEmail(one))
  return wrong ? { wrong: t.value('contact.badEmail', { value: wrong }) } : { is }
}

/** A page of theirs; without its beginning it is a safe one. */
export function readWebsite(typed: string): Read<string> {
  const is = typed.trim()
  if (is === '' || /^https?:\/\/\S+$/i.test(is)) return { is }
  const isHost = /^\S+$/.test(is) && !is.includes(':') && (is.split('/')[0] ?? '').includes('.')
  return isHost ? { is: `https://${is}` } : { wrong: t.value('contact.badWebsite') }
}

/** Rough on purpose: the server decides. */
function isEmail(typed: string): boolean {
  const [name = '', host = '', ...more] = typed.split('@')
  return more.length === 0 && name !== '' && /^[^\s.]\S*$/.test(host) && host.includes('.') && !/\s/.test(name)
}
