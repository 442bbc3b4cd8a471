import { X } from 'lucide'
import type { Contact, ContactCard, ContactChanges } from '#shared/protocol/contacts'
import { createCompany, editContact } from '../../data/contacts'
import { fillContact } from '../../data/custom-values'
import { dealsOfPerson } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { CustomFields } from '../../parts/custom-fields/custom-fields'
import { personWords } from '../../parts/deals/words'
import { LongTextField } from '../../parts/fields/long-text-field'
import { CompanyPicker, type PickedCompany } from '../../parts/records/company-picker'
import { companiesPath } from '../../routes'
import { IconButton } from '../../ui/button'
import { SelectField } from '../../ui/field'
import { When } from '../../ui/when'
import { Line, ListLine, TextLine, WebsiteLine } from './fields'
import { OwnerLine } from './owner-line'
import styles from './page.module.css'

type Field = Exclude<keyof ContactChanges & keyof Contact, 'custom'>
/** Those that are not chosen but typed. */
type Typed = Exclude<Field, 'companyId' | 'ownerId'>

/** Every field of a contact, edited where it stands. */
export function ContactFields({ card }: { card: ContactCard }) {
  const { contact } = card
  const say = t.value
  const disabled = !may('contacts.write')
  const field = <Name extends Typed>(name: Name) => ({
    ...{ label: say(`contact.${name}`), value: contact[name], may: !disabled },
    edit: async (is: Contact[Name], was: Contact[Name]) => (await editContact(contact, name, is, was))[name],
  })
  const change = <Name extends Field>(name: Name, is: Contact[Name], movesOpen = false) => {
    editContact(contact, name, is, contact[name], movesOpen).catch((error) =>
      toast(refusalText(error), { tone: 'danger' }),
    )
  }
  return (
    <section aria-label={say('contacts.details')}>
      <dl class={styles.fields}>
        <TextLine {...field('name')} max={120} />
        <ListLine {...field('emails')} of="emails" help={say('contact.emailsHelp')} />
        <ListLine {...field('phones')} of="phones" help={say('contact.phonesHelp')} />
        <CompanyLine card={card} disabled={disabled} onChange={(id) => change('companyId', id)} />
        <TextLine {...field('title')} max={120} />
        <OwnerLine
          ownerId={contact.ownerId}
          disabled={disabled}
          open={{ name: personWords({ name: contact.name || null, code: card.personCode }), ...openWork(contact) }}
          onOwner={(id, movesOpen) => change('ownerId', id, movesOpen)}
        />
        <ListLine {...field('tags')} of="tags" />
        <Line label={say('contact.mayMail')}>
          <SelectField
            bare
            label={say('contact.mayMail')}
            disabled={disabled}
            value={contact.mayMail === null ? 'unknown' : contact.mayMail ? 'yes' : 'no'}
            onValue={(value) => change('mayMail', value === 'unknown' ? null : value === 'yes')}
            options={(['unknown', 'yes', 'no'] as const).map((value) => ({
              ...{ value, label: say(`contact.mayMail.${value}`) },
            }))}
          />
        </Line>
        <TextLine {...field('language')} max={35} />
        <TextLine {...field('timeZone')} max={64} />
        <WebsiteLine {...field('website')} />
        <TextLine {...field('address')} max={500} />
        <TextLine {...field('source')} max={300} />
        <Line label={say('contact.description')}>
          <LongTextField {...field('description')} placeholder={say('contact.add')} />
        </Line>
        <Line label={say('contact.createdAt')}>
          <When at={contact.createdAt} as="full" />
        </Line>
      </dl>
      <CustomFields
        key={contact.id}
        record="contact"
        custom={contact.custom}
        may={!disabled}
        fill={(edit) => fillContact(contact, edit)}
        wide
        class={styles.own}
      />
    </section>
  )
}

/** What somebody else would have to go on with. */
function openWork({ personId }: Contact): { deals: number; tasks: number } {
  const deals = dealsOfPerson(state.value, personId).filter(({ deal }) => deal.outcome === 'open').length
  const tasks = [...state.value.tasks.values()].filter((one) => one.personId === personId && one.status === 'open')
  return { deals, tasks: tasks.length }
}

type CompanyLineProps = { card: ContactCard; disabled: boolean; onChange: (companyId: string | null) => void }

/** Where they work: a link there, and another choice. */
function CompanyLine({ card: { contact, companyName }, disabled, onChange }: CompanyLineProps) {
  const { companyId, siteId } = contact
  const pick = async (picked: PickedCompany | null) => {
    if (picked === null) return
    try {
      onChange('id' in picked ? picked.id : (await createCompany(siteId, { name: picked.name })).id)
    } catch (error) {
      toast(refusalText(error), { tone: 'danger' })
    }
  }
  return (
    <Line label={t.value('contact.company')}>
      {companyId && companyName ? (
        <span class={styles.company}>
          <a href={companiesPath(companyId)}>{companyName}</a>
          {disabled ? null : (
            <IconButton icon={X} size="small" label={t.value('contact.takeCompany')} onClick={() => onChange(null)} />
          )}
        </span>
      ) : disabled ? (
        '–'
      ) : (
        <CompanyPicker bare siteId={siteId} picked={null} onPick={(picked) => void pick(picked)} />
      )}
    </Line>
  )
}
