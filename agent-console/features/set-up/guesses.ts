import type { Locale } from '#shared/protocol/agents'
import type { Option } from '../../ui/field'

const byRegion: Readonly<Record<string, string>> = {
  AE: 'AED',
  AR: 'ARS',
  AU: 'AUD',
  AZ: 'AZN',
  BG: 'BGN',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CL: 'CLP',
  CN: 'CNY',
  CO: 'COP',
  CZ: 'CZK',
  DK: 'DKK',
  EG: 'EGP',
  GB: 'GBP',
  GE: 'GEL',
  HK: 'HKD',
  HU: 'HUF',
  ID: 'IDR',
  IL: 'ILS',
  IN: 'INR',
  IS: 'ISK',
  JP: 'JPY',
  KE: 'KES',
  KR: 'KRW',
  KW: 'KWD',
  KZ: 'KZT',
  MA: 'MAD',
  MX: 'MXN',
  MY: 'MYR',
  NG: 'NGN',
  NO: 'NOK',
  NZ: 'NZD',
  PE: 'PEN',
  PH: 'PHP',
  PK: 'PKR',
  PL: 'PLN',
  QA: 'QAR',
  RO: 'RON',
  RS: 'RSD',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TH: 'THB',
  TR: 'TRY',
  TW: 'TWD',
  UA: 'UAH',
  US: 'USD',
  UZ: 'UZS',
  VN: 'VND',
  ZA: 'ZAR',
}

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ')

/** The currency of the browser's country; lira where Turkish is spoken, dollars where nothing is known. */
export function guessCurrency(locale: Locale): string {
  if (locale === 'tr') return 'TRY'
  const region = navigator.languages.map((it) => new Intl.Locale(it).region).find(Boolean) ?? 'US'
  return euro.includes(region) ? 'EUR' : (byRegion[region] ?? 'USD')
}

/** The browser's own time zone. */
export const guessTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** All currencies; the ones most deals are made in first. */
export function currencyOptions(locale: Locale): Option[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const first = ['TRY', 'USD', 'EUR', 'GBP']
  const all = Intl.supportedValuesOf('currency').filter((code) => !first.includes(code))
  return [...first, ...all].map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }))
}

/** All time zones, by city: whoever types `Ist` into the list arrives at Istanbul. */
export function timeZoneOptions(locale: Locale, chosen: string): Option[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])
  return [...zones]
    .map((value) => {
      const [area = '', ...city] = value.split('/')
      const place = (city.join(', ') || area).replaceAll('_', ' ')
      return { value, label: `${place} (${city.length > 0 ? `${area}, ` : ''}${offsetOf(value)})` }
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale))
}

const offsetOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts()
    .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
