import { type DueWords, dueWordsOf } from './due-vocabulary'
import { type ReadDue, readDue, type WallClock } from './due-words'

/** No due time people write is longer, in words; and nobody hides one behind so many others. */
const longestPiece = 6
const mostWords = 300

/**
 * A due time said somewhere in a text: `could you call me tomorrow at 3pm?`. The longest piece that reads as one wins,
 * then the first. Only what names a day, a clock or a span counts: a greeting is no due time, and 2.50 is no date.
 */
export function dueIn(text: string, locale: 'en' | 'tr', now: WallClock): ReadDue | null {
  const sentences = text.split(/[.!?;:]+(?=\s|$)|\n+|[()“”"]/).map((sentence) => bareWords(sentence, locale))
  for (let length = longestPiece; length > 0; length--)
    for (const words of sentences)
      for (let at = 0; at + length <= words.length; at++) {
        const piece = words.slice(at, at + length)
        const read = isSaid(piece, dueWordsOf(locale)) ? readDue(piece.join(' '), locale, now) : null
        if (read) return read
      }
  return null
}

const bareWords = (sentence: string, locale: string): string[] =>
  sentence
    .toLocaleLowerCase(locale)
    .normalize('NFC')
    .split(/[^\p{L}\p{N}.:/'’-]/u)
    .map(bareWord)
    .filter((word) => word !== '')
    .slice(0, mostWords)

/** Without the marks around it. */
function bareWord(word: string): string {
  let [from, to] = [0, word.length]
  while (from < to && marks.includes(word.charAt(from))) from++
  while (to > from && marks.includes(word.charAt(to - 1))) to--
  return word.slice(from, to)
}

const marks = ".:/'’-"

/** Whether words name a day, a clock or a span. Short names of days are words of their own, too: `sat`, `sun`. */
function isSaid(piece: readonly string[], { days, weekdays, months, units }: DueWords): boolean {
  const words = piece.map((word) => word.split(/['’]/)[0] ?? '')
  const said = words.join(' ')
  const hasNumber = /\d/.test(said)
  if (/(^| )\d{1,2}:\d{2}( |am|pm|$)|\d ?(am|pm)( |$)|\d{4}-\d{2}-\d{2}/.test(said)) return true
  if (Object.keys(days).some((phrase) => ` ${said} `.includes(` ${phrase} `))) return true
  return words.some((word) => word in months || word in units || (word in weekdays && (word.length > 3 || hasNumber)))
}
