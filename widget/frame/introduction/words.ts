import { type Translation, translator } from '#shared/i18n/index'

const english = {
  title: 'Who are you?',
  text: 'So that we know whom we are talking to.',
  away: 'Nobody is here right now. Leave an e-mail or a phone number and the answer reaches you later; it will also wait here.',
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  save: 'Save',
  skip: 'Not now',
  nothing: 'Please fill in at least one of them.',
  badEmail: 'This is not an e-mail address.',
  badPhone: 'This is not a phone number. Write it with its country, as in +90 532 123 45 67.',
  wrong: 'That did not work. Please try again.',
} as const

const turkish: Translation<typeof english> = {
  title: 'Sizi tanıyalım',
  text: 'Kiminle konuştuğumuzu bilelim.',
  away: 'Şu anda burada kimse yok. E-posta ya da telefon bırakın, yanıtımız size sonra ulaşsın; burada da bekler.',
  name: 'Ad',
  email: 'E-posta',
  phone: 'Telefon',
  save: 'Kaydet',
  skip: 'Şimdi değil',
  nothing: 'Lütfen en az birini doldurun.',
  badEmail: 'Bu bir e-posta adresi değil.',
  badPhone: 'Bu bir telefon numarası değil. Ülke koduyla yazın: +90 532 123 45 67.',
  wrong: 'Olmadı. Lütfen yeniden deneyin.',
}

/** The card's texts, fetched with it. */
export const cardWords = (locale: string) =>
  locale.startsWith('tr') ? translator(turkish, locale) : translator(english, locale)
