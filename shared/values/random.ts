const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

// Named here because shared/ is compiled without the DOM and without node, and both have it.
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T }

/** Random bytes as base64url text without padding. Works where there is no secure context, unlike `randomUUID`. */
export function randomText(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes))
  let text = ''
  for (let i = 0; i < bytes; i += 3) {
    const [a = 0, b = 0, c = 0] = values.subarray(i, i + 3)
    const group = (a << 16) | (b << 8) | c
    const length = Math.min(4, Math.ceil(((bytes - i) * 8) / 6))
    for (let k = 0; k < length; k++) text += alphabet[(group >> (18 - 6 * k)) & 63]
  }
  return text
}

/** 128 random bits: the name a client gives to a message or to an attempt to change something. */
export const randomId = (): string => randomText(16)
