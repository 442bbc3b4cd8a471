/** Shortest password there is. */
export const passwordMinimum = 12

const common = ['password', 'parola', 'sifre', 'şifre', 'qwerty', '123456', 'letmein', 'parley', 'abcdef', '111111']

/** How hard it is to guess, from 0 to 4; what is known about its owner, and common words, count for nothing. */
export function strengthOf(password: string, about: readonly string[]): 0 | 1 | 2 | 3 | 4 {
  if (password.length < passwordMinimum) return 0
  let rest = password.toLowerCase()
  for (const word of [...common, ...about.flatMap((text) => text.toLowerCase().split(/[\s@.]+/))])
    if (word.length >= 3) rest = rest.replaceAll(word, '')
  const variety = new Set(rest).size
  if (rest.length < 6 || variety < 5) return 1
  if (rest.length < 10 || variety < 8) return 2
  return rest.length < 16 || variety < 10 ? 3 : 4
}
