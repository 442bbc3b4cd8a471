import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { speech } from './speech'

type WhenProps = {
  /** ISO 8601. */
  at: string
  /** `short` is `2m`, `3h`, `Tue`, `14 Oct`; `clock` is `13:58`; `full` is day and time. */
  as?: 'short' | 'clock' | 'full'
  class?: string
}

/** A moment as people say it, which keeps itself fresh; hovering shows it in full. */
export function When({ at, as = 'short', class: own }: WhenProps) {
  useEffect(watchNow, [])
  const { locale } = speech.value
  const date = new Date(at)
  const full = format(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
  const shown = as === 'full' ? full : as === 'clock' ? clock(date, locale) : sayShort(date, now.value, locale)
  return (
    <time dateTime={at} title={full} class={own}>
      {shown}
    </time>
  )
}

/** The present, renewed every 20 seconds while somebody watches. */
export const now = signal(Date.now())

/** `2m`, `3h`, `Tue`, `14 Oct`, `14 Oct 2024`, counted back from the present. */
export function sayShort(date: Date, present: number, locale: string): string {
  const minutes = Math.floor((present - date.getTime()) / 60_000)
  const { say } = speech.value
  if (minutes < 1 && minutes > -5) return say('ui.now')
  if (minutes >= 0 && minutes < 60) return say('ui.minutes', { count: minutes })
  if (minutes >= 0 && minutes < 12 * 60) return say('ui.hours', { count: Math.floor(minutes / 60) })
  const today = new Date(present)
  if (minutes >= 0 && date.toDateString() === today.toDateString()) return clock(date, locale)
  if (minutes >= 0 && minutes < 6 * 24 * 60) return format(locale, { weekday: 'short' }).format(date)
  const year = date.getFullYear() === today.getFullYear() ? undefined : 'numeric'
  return format(locale, { day: 'numeric', month: 'short', year }).format(date)
}

const clock = (date: Date, locale: string) => format(locale, { hour: '2-digit', minute: '2-digit' }).format(date)

// Making a formatter costs far more than using it, and lists use it once a row.
const formats = new Map<string, Intl.DateTimeFormat>()
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options)
  formats.set(key, known)
  return known
}

let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined
/** Keeps the present fresh; for whoever shows what depends on it. @returns stops it */
export function watchNow(): () => void {
  if (watchers++ === 0) timer = setInterval(() => (now.value = Date.now()), 20_000)
  return () => {
    if (--watchers === 0) clearInterval(timer)
  }
}
