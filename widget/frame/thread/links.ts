/** A run of plain words, or a link with the address it leads to. */
export type Piece = { text: string; href?: string }

/**
 * Finds the links of a message: http, https, mailto and tel, bare `www.` and bare e-mail addresses, nothing else.
 * Each character is looked at a fixed number of times, so no message can make it slow.
 */
export function findLinks(body: string): Piece[] {
  const pieces: Piece[] = []
  const plain = (text: string) => {
    const last = pieces[pieces.length - 1]
    if (last && last.href === undefined) last.text += text
    else if (text) pieces.push({ text })
  }
  for (const token of body.split(/(\s+)/)) {
    const start = token.search(/[^(<["'“‘]/)
    const end = start < 0 ? 0 : endOf(token, start)
    const text = start < 0 ? '' : token.slice(start, end)
    const href = text && addressOf(text)
    if (!href) {
      plain(token)
      continue
    }
    plain(token.slice(0, start))
    pieces.push({ text, href })
    plain(token.slice(end))
  }
  return pieces
}

function addressOf(text: string): string | undefined {
  if (text.length > 2048) return undefined
  if (/^https?:\/\/[^/]/i.test(text)) return parse(text)
  if (/^www\.[^.]/i.test(text)) return parse(`https://${text}`)
  if (/^mailto:[^@]+@[^@]+$/i.test(text)) return parse(text)
  if (/^tel:\+?[\d().-]{3,}$/i.test(text)) return parse(text)
  if (/^[^@:/?#]+@[^@:/?#.]+(\.[^@:/?#.]+)+$/.test(text)) return parse(`mailto:${text}`)
  return undefined
}

function parse(address: string): string | undefined {
  try {
    return new URL(address).href
  } catch {
    return undefined
  }
}

// What closes a sentence or a bracket opened before the link does not belong to it.
function endOf(token: string, start: number): number {
  let end = token.length
  let open = 0
  for (const sign of token.slice(start)) open += sign === '(' ? 1 : sign === ')' ? -1 : 0
  while (end > start) {
    const sign = token.charAt(end - 1)
    if (sign === ')' && open < 0) open++
    else if (!/[.,;:!?>\]"'”’…]/.test(sign)) break
    end--
  }
  return end
}
