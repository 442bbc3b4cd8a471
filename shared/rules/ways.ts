/** Each address once, whatever its case. */
export function eachOnce(list: readonly string[]): string[] {
  const seen = new Set<string>()
  return list.filter((one) => {
    const key = one.toLowerCase()
    return !seen.has(key) && seen.add(key)
  })
}

/** What a number is found by, however it is written: with its country, or as it is dialled at home. */
export const numberWords = (phones: readonly string[]): string[] =>
  phones.flatMap((phone) => [phone.replace(/\D/g, ''), `0${phone.replace(/^\+\d+\s/, '').replace(/\D/g, '')}`])
