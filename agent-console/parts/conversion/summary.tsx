import type { ConversionOptions } from '#shared/protocol/conversion'
import { ownIdOf, spread } from '#shared/rules/custom-values'
import { isBlank } from '#shared/rules/lead-mapping'
import { t } from '../../data/session'
import styles from './conversion.module.css'
import { areFilesToPlace, chosenCompany, chosenContact, type Draft } from './draft'
import { valueWords } from './field-choice'
import { belongingsWords, fieldWords } from './words'

/** What will happen, in words: made, changed, brought along, and what stays on the lead only. */
export function Summary({ options, draft }: { options: ConversionOptions; draft: Draft }) {
  const say = t.value
  const { lead, brought, belongings } = options
  const made: string[] = []
  const changed: string[] = []
  const contact = chosenContact(options, draft)
  const name = lead.name || lead.emails[0] || lead.phones[0] || ''
  if (!contact) made.push(say('convert.aContact', { name }))
  else if (contact.mayWrite) {
    const fields = fresh(contact.contact, brought.contact, draft.take)
    changed.push(
      say('convert.changes', { name: contact.contact.name || name, fields: fields || say('convert.nothing') }),
    )
  }
  const { company, deal } = draft
  if (company.how === 'new') made.push(say('convert.aCompany', { name: company.name }))
  const target = chosenCompany(options, draft)
  if (target?.mayWrite) {
    const fields = fresh(target.company, brought.company, draft.takeOfCompany)
    if (fields) changed.push(say('convert.changes', { name: target.name, fields }))
  }
  if (deal.how === 'new') made.push(deal.name ? say('convert.aDeal', { name: deal.name }) : say('convert.newDeal'))
  if (draft.task) made.push(say('convert.aTask', { name: draft.task }))
  const along = [
    belongingsWords(belongings),
    areFilesToPlace(options, draft)
      ? say(draft.files === 'deal' ? 'convert.filesToDeal' : 'convert.filesToContact', { count: options.files })
      : '',
  ].filter(Boolean)
  const left = company.how === 'none' ? [...brought.left, ...onlyOfCompany(options)] : brought.left
  return (
    <aside class={styles.summary} aria-label={say('convert.summary')}>
      <Lines title={say('convert.made')} lines={made} />
      <Lines title={say('convert.changed')} lines={changed} />
      <Lines title={say('convert.along')} lines={along} />
      <Lines
        title={say('convert.left')}
        lines={left.map(({ field, value }) => `${fieldWords(field)}: ${valueWords(field, value)}`)}
      />
    </aside>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h3 class={styles.summaryTitle}>{title}</h3>
      <ul class={styles.lines}>
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Fields that will say something else. */
function fresh(record: object, brought: Readonly<Record<string, unknown>>, take: readonly string[]): string {
  const known = spread(record)
  return Object.entries(brought)
    .filter(([field, value]) => {
      const theirs = known[field]
      if (isBlank(value) || !(field in known || ownIdOf(field))) return false
      if (Array.isArray(value) && Array.isArray(theirs)) return value.some((one) => !theirs.includes(one))
      return isBlank(theirs) || (take.includes(field) && theirs !== value)
    })
    .map(([field]) => fieldWords(field))
    .join(', ')
}

/** What only a company could say: without one it stays on the lead, where the contact's page shows it. */
function onlyOfCompany({ lead, brought }: ConversionOptions) {
  const fields = ['company', 'industry', 'website'] as const
  const values = Object.values(brought.contact).map(String)
  return fields
    .map((field) => ({ field, value: lead[field] }))
    .filter(({ value }) => value !== '' && !values.includes(value))
}
