/** A piece of what somebody wrote: words, or words that lead somewhere. */
export type Piece = { text: string; href: string | null }

/**
 * Cuts a text into words and links. Looks at every character a bounded number of times, so no text, however hostile,
 * takes longer than its length; and knows no scheme besides http, https, mailto and tel.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  for (const word of wordsOf(text)) {
    const found = isWorthALook(word) ? linkIn(word) : null
    if (!found) {
      plain += word
      continue
    }
    const { before, link, href, after } = found
    if (plain + before) pieces.push({ text: plain + before, href: null })
    pieces.push({ text: link, href })
    plain = after
  }
  if (plain) pieces.push({ text: plain, href: null })
  return pieces
}

const longestLink = 2048
const opening = '([{<"\'“‘«'
const closing = '.,;:!?)]}>"\'”’»…'
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const schemes = ['https://', 'http://', 'mailto:', 'tel:']

/** The text cut at white space; the spaces are pieces of their own, so that nothing is lost. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let start = 0
  let wasSpace = false
  for (let at = 0; at < text.length; at++) {
    const isSpace = text.charAt(at).trim() === ''
    if (isSpace !== wasSpace && at > start) {
      words.push(text.slice(start, at))
      start = at
    }
    wasSpace = isSpace
  }
  if (start < text.length) words.push(text.slice(start))
  return words
}

const isWorthALook = (word: string) =>
  word.length <= longestLink && (word.includes(':') || word.includes('@') || word.includes('www.'))

function linkIn(word: string): { before: string; link: string; href: string; after: string } | null {
  let start = 0
  while (start < word.length && opening.includes(word.charAt(start))) start++
  let end = word.length
  while (end > start && closing.includes(word.charAt(end - 1)) && !belongs(word, start, end)) end--
  const link = word.slice(start, end)
  const href = hrefOf(link)
  return href ? { before: word.slice(0, start), link, href, after: word.slice(end) } : null
}

/** A closing bracket belongs to the address when the address opened it: `/wiki/Oak_(tree)`. */
function belongs(word: string, start: number, end: number): boolean {
  const opener = pairs[word.charAt(end - 1)]
  if (!opener) return false
  let open = 0
  for (let at = start; at < end; at++) {
    if (word.charAt(at) === opener) open++
    else if (word.charAt(at) === word.charAt(end - 1)) open--
  }
  return open === 0
}

function hrefOf(link: string): string | null {
  const small = link.slice(0, 8).toLowerCase()
  const scheme = schemes.find((one) => small.startsWith(one))
  if (scheme) return checked(link, scheme)
  if (small.startsWith('www.')) return checked(`https://${link}`, 'https://')
  return /^[\w.+-]{1,64}@[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u.test(link) ? checked(`mailto:${link}`, 'mailto:') : null
}

function checked(address: string, scheme: string): string | null {
  if (address.length <= scheme.length || !URL.canParse(address)) return null
  const { protocol, hostname, href } = new URL(address)
  if (!scheme.startsWith(protocol)) return null
  // One word after http:// is a name of somebody's own network, or a typing error; localhost is neither.
  if (protocol.startsWith('http') && !hostname.includes('.') && hostname !== 'localhost' && !hostname.startsWith('['))
    return null
  return href
}
