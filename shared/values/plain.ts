/**
 * A text as it is compared and found: without case and accents, İ, I, ı and i all alike, space made single. Kept
 * beside what people typed, so that both databases find and sort the same.
 */
export const plain = (text: string): string =>
  text
    .replace(/[İIı]/g, 'i')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
