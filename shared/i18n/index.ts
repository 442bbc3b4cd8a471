/** Values for the `{holes}` of a text; `count` also chooses between `_one` and `_other`. */
export type TextValues = Record<string, string | number>

type Plain<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key

/** The keys one may ask for: `deals` where the catalogue has `deals_one` and `deals_other`. */
export type TextKey<Catalogue> = Plain<Extract<keyof Catalogue, string>>

/** Another language of the same catalogue; a missing or surplus key is a type error. */
export type Translation<Catalogue> = { readonly [Key in keyof Catalogue]: string }

export type Translate<Catalogue> = (key: TextKey<Catalogue>, values?: TextValues) => string

/** Looks texts up in one catalogue and fills their holes. Plurals follow CLDR through `Intl.PluralRules`. */
export function translator<Catalogue extends Record<string, string>>(
  catalogue: Catalogue,
  locale: string,
): Translate<Catalogue> {
  const plural = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  const show = (value: string | number | undefined) =>
    typeof value === 'number' ? number.format(value) : (value ?? '')
  return (key, values = {}) => {
    const count = values.count
    const found =
      catalogue[key] ??
      catalogue[`${key}_${typeof count === 'number' ? plural.select(count) : 'other'}`] ??
      catalogue[`${key}_other`] ??
      key
    return found.replace(/\{(\w+)\}/g, (_, name: string) => show(values[name]))
  }
}
