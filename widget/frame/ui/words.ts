import type { widget } from '#shared/i18n/en/widget'
import { type Translate, type Translation, translator } from '#shared/i18n/index'

/** Another language of the widget's texts. */
export type Catalogue = Translation<typeof widget>

/** Looks a text up in the visitor's language. */
export let t: Translate<Catalogue>
/** The time of day, as the visitor's language writes it. */
export let time: (at: number) => string
/** The day: today, yesterday, or its name and date. */
export let day: (at: number) => string

/** Chooses the language. Once, before anything is drawn: a frame speaks one language all its life. */
export function speak(catalogue: Catalogue, locale: string): void {
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  t = translator(catalogue, locale)
  time = times.format
  day = (at) => {
    const ago = Math.round((midnight(Date.now()) - midnight(at)) / 86_400_000)
    return ago === 0 ? t('today') : ago === 1 ? t('yesterday') : days.format(at)
  }
}

const midnight = (instant: number) => new Date(instant).setHours(0, 0, 0, 0)
