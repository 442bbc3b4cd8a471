/** The words of one language for days and times. Days count from today, weekdays from Sunday, spans in minutes. */
export type DueWords = {
  days: Readonly<Record<string, number>>
  weekdays: Readonly<Record<string, number>>
  months: Readonly<Record<string, number>>
  parts: Readonly<Record<string, string>>
  units: Readonly<Record<string, number>>
  /** Stands before a span, `in 2 hours`; or behind it, `2 saat sonra`. */
  inWord?: string
  afterWord?: string
  halfHour: string
  /** Words for one. */
  one: readonly string[]
  next: readonly string[]
  /** Says that the number behind it is an hour. */
  hour: readonly string[]
  skip: readonly string[]
}

const day = 24 * 60

const english: DueWords = {
  days: { today: 0, tomorrow: 1, tmrw: 1, 'day after tomorrow': 2, 'next week': 7 },
  weekdays: {
    ...{ sunday: 0, monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6 },
    ...{ sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 },
  },
  months: {
    ...{ january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8, september: 9 },
    ...{ october: 10, november: 11, december: 12, jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8 },
    ...{ sep: 9, oct: 10, nov: 11, dec: 12 },
  },
  parts: { morning: '09:00', noon: '12:00', afternoon: '14:00', evening: '18:00', tonight: '20:00' },
  units: {
    ...{ minute: 1, minutes: 1, min: 1, mins: 1, hour: 60, hours: 60, h: 60 },
    ...{ day, days: day, week: 7 * day, weeks: 7 * day },
  },
  inWord: 'in',
  halfHour: 'half hour',
  one: ['a', 'an', 'one'],
  next: ['next'],
  hour: ['at'],
  skip: ['on', 'by', 'the'],
}

const turkish: DueWords = {
  days: { bugün: 0, yarın: 1, 'öbür gün': 2, 'yarından sonra': 2, haftaya: 7, 'gelecek hafta': 7 },
  weekdays: { pazar: 0, pazartesi: 1, salı: 2, çarşamba: 3, perşembe: 4, cuma: 5, cumartesi: 6 },
  months: {
    ...{ ocak: 1, şubat: 2, mart: 3, nisan: 4, mayıs: 5, haziran: 6, temmuz: 7, ağustos: 8, eylül: 9 },
    ...{ ekim: 10, kasım: 11, aralık: 12 },
  },
  parts: { sabah: '09:00', öğlen: '12:00', öğle: '12:00', 'öğleden sonra': '14:00', akşam: '18:00' },
  units: { dakika: 1, dk: 1, saat: 60, gün: day, hafta: 7 * day },
  afterWord: 'sonra',
  halfHour: 'yarım saat',
  one: ['bir'],
  next: ['gelecek', 'haftaya', 'önümüzdeki'],
  hour: ['saat'],
  skip: ['günü'],
}

/** Nothing but its own words: `constructor` is no day. */
const bare = <Meaning>(words: Readonly<Record<string, Meaning>>): Record<string, Meaning> =>
  Object.assign(Object.create(null), words)

const bareWords = (words: DueWords): DueWords => ({
  ...words,
  days: bare(words.days),
  weekdays: bare(words.weekdays),
  months: bare(words.months),
  parts: bare(words.parts),
  units: bare(words.units),
})

const languages = { en: bareWords(english), tr: bareWords(turkish) }

/** The words of a language. */
export const dueWordsOf = (locale: 'en' | 'tr'): DueWords => languages[locale]
