import { locale } from '../../../data/session'
import type { Option } from '../../../ui/field'

/** Every currency there is by its name, those most of our users count in first. */
export function currencies(): Option[] {
  const names = new Intl.DisplayNames([locale.value], { type: 'currency' })
  const named = (value: string) => ({ value, label: `${value} · ${names.of(value) ?? value}` })
  const all = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code))
  return [...usual.map(named), ...all.map(named)]
}

const usual = ['TRY', 'EUR', 'USD', 'GBP']
