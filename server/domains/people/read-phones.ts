import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { findInstallation } from '#server/domains/installation/index'
import type { Reader } from '#server/storage/db'
import { Refusal } from '#shared/protocol/refusals'

/**
 * Numbers in their international form, `+90 532 123 45 67`, each once. One without a country is dialled where the
 * installation is.
 * @throws Refusal `phone-invalid`
 */
export async function phonesOf(db: Reader, typed: readonly string[]): Promise<string[]> {
  if (typed.length === 0) return []
  const home = homeOf(await findInstallation(db))
  return [...new Set(typed.map((number) => phoneOf(number, home)))]
}

/** The same for what is still being typed: what is no number yet is left out. */
export async function phonesAmong(db: Reader, typed: readonly string[]): Promise<string[]> {
  if (typed.length === 0) return []
  const home = homeOf(await findInstallation(db))
  return typed.flatMap((number) => {
    const read = parsePhoneNumberFromString(number, home)
    return read?.isPossible() ? [read.formatInternational()] : []
  })
}

/** @throws Refusal `phone-invalid` */
export function phoneOf(typed: string, home: CountryCode | undefined): string {
  const number = parsePhoneNumberFromString(typed, home)
  if (!number?.isPossible()) throw new Refusal('phone-invalid', { field: 'phones' })
  return number.formatInternational()
}

type Place = { locale: string; time_zone: string } | undefined

/** Whose numbers are written without their country. */
const homeOf = (place: Place): CountryCode | undefined =>
  place && (place.locale === 'tr' || place.time_zone === 'Europe/Istanbul' || place.time_zone === 'Turkey')
    ? 'TR'
    : undefined
