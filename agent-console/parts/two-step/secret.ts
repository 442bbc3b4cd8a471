const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret for an authenticator: 160 random bits as 32 letters of base32 (RFC 4226 asks for 128 or more). */
export const newSecret = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => alphabet[byte & 31]).join('')

/** What the QR code says, in the form authenticators read. */
export const authenticatorUri = (secret: string, email: string): string =>
  `otpauth://totp/Parley:${encodeURIComponent(email)}?secret=${secret}&issuer=Parley&algorithm=SHA1&digits=6&period=30`

/** The secret in groups of four, for eyes and fingers. */
export const inGroups = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ')
