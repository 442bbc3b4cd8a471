/**
 * A name as it is compared: without regard to case and space, and with İ, I, ı and i as one letter, because whoever
 * types a name in one language finds it in the other.
 */
export const fold = (name: string): string =>
  name.normalize('NFKC').replace(/[İIı]/g, 'i').toLowerCase().replace(/\s+/g, ' ').trim()
