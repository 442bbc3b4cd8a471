import type { Contact } from '#shared/protocol/contacts'
import type { Lead } from '#shared/protocol/leads'
import { ownIdOf, spread } from '#shared/rules/custom-values'
import { isBlank, mappableFields } from '#shared/rules/lead-mapping'
import { t } from '../../data/session'
import { state } from '../../data/store'
import styles from './conversion.module.css'
import { valueWords } from './field-choice'
import { fieldWords } from './words'

/** What the leads a contact was say of them that stands nowhere on the contact: nothing of it is lost. */
export function AlsoKnown({ contact }: { contact: Contact }) {
  const company = contact.companyId ? state.value.companies.get(contact.companyId) : undefined
  const leads = [...state.value.leads.values()].map(({ lead }) => lead)
  const own = leads.filter((lead) => lead.personId === contact.personId && lead.converted && !lead.removed)
  const lines = own.flatMap((lead) => left(lead, [contact, company ?? {}]))
  if (lines.length === 0) return null
  return (
    <section class={styles.also} aria-label={t.value('convert.alsoKnown')}>
      <h2 class={styles.partTitle}>{t.value('convert.alsoKnown')}</h2>
      <dl class={styles.known}>
        {lines.map(({ field, words }) => (
          <div key={`${field} ${words}`} class={styles.knownLine}>
            <dt>{fieldWords(field)}</dt>
            <dd dir="auto">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Values of a lead that none of the records says. */
function left(lead: Lead, records: readonly object[]): { field: string; words: string }[] {
  const said = new Set(records.flatMap(wordsIn).map(plain))
  const known = spread(lead)
  const own = Object.keys(known).filter((field) => ownIdOf(field))
  return [...mappableFields, ...own].flatMap((field) => {
    // A choice is the same when it is called alike, whichever list it stands in.
    const value = ownIdOf(field) ? valueWords(field, known[field]) : known[field]
    if (isBlank(value) || field === 'ownerId' || (field === 'saidName' && value === lead.name)) return []
    const rest = Array.isArray(value)
      ? value.filter((one) => !said.has(plain(one)))
      : said.has(plain(value))
        ? []
        : value
    return isBlank(rest) ? [] : [{ field, words: ownIdOf(field) ? String(rest) : valueWords(field, rest) }]
  })
}

/** All a record says, choices by their names. */
const wordsIn = (record: object): unknown[] =>
  Object.entries(spread(record)).flatMap(([field, value]) => (ownIdOf(field) ? valueWords(field, value) : value))

const plain = (value: unknown) => String(value).toLowerCase()
