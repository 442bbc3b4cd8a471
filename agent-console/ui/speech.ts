import { signal } from '@preact/signals'
import { shell } from '#shared/i18n/en/console/shell'
import { type Translate, translator } from '#shared/i18n/index'

/** What the parts of the interface say by themselves, and how they write numbers and times; the shell sets it. */
export const speech = signal<{ locale: string; say: Translate<typeof shell> }>({
  locale: 'en',
  say: translator(shell, 'en'),
})
