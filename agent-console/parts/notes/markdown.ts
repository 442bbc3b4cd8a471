import { lexer, type Token } from 'marked'

/** What a note is made of, as marked tells it: https://marked.js.org/using_pro#lexer */
export type { Token } from 'marked'

/**
 * The Markdown of a note. Lines of a paragraph stay lines, as whoever types into a box means them. What is nested more
 * deeply than the stack goes is one text as it was typed.
 */
export function tokensIn(text: string): Token[] {
  try {
    return lexer(text, { gfm: true, breaks: true })
  } catch (error) {
    if (error instanceof RangeError) return [{ type: 'text', raw: text, text }]
    throw error
  }
}

/** What stands inside a token, list items too. */
export const within = (token: Token): readonly Token[] =>
  ('items' in token && token.type === 'list' ? (token.items as Token[]) : 'tokens' in token && token.tokens) || []

/** The words of a text without its marks, on one line. */
export const wordsIn = (text: string): string => lettersOf(tokensIn(text)).replace(/\s+/g, ' ').trim()

/** The letters of tokens without their marks. */
export const lettersOf = (tokens: readonly Token[]): string => tokens.map(letters).join('')

function letters(token: Token): string {
  if (token.type === 'code') return `${codeIn(token)}\n`
  if (isLink(token) && !safeAddress(token.href)) return token.raw
  const inside = within(token)
  if (inside.length > 0) return blocks.has(token.type) ? `${lettersOf(inside)}\n` : lettersOf(inside)
  return isPlain(token) ? token.text : token.raw
}

/** A picture is not fetched: it is a link too. */
export const isLink = (token: Token): token is Token & { href: string } =>
  token.type === 'link' || token.type === 'image'

/** A block of code, with what stands behind its fence: whoever writes a note seldom means a language. */
export const codeIn = ({ lang, text }: Token & { lang?: string; text?: string }): string =>
  [lang, text].filter(Boolean).join('\n')

const blocks: ReadonlySet<string> = new Set(['heading', 'paragraph', 'blockquote', 'list_item'])

/** Whether its text is what is shown of it. Of anything else, HTML and tables and what may come, all stays as typed. */
export const isPlain = (token: Token): token is Token & { text: string } =>
  ['text', 'escape', 'codespan', 'image', 'link'].includes(token.type)

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** An address that may be followed; null for every other. */
export function safeAddress(address: string): string | null {
  const { protocol, href } = URL.canParse(address) ? new URL(address) : { protocol: '', href: '' }
  return schemes.has(protocol) ? href : null
}
