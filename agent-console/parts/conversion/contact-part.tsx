import { useId } from 'preact/hooks'
import type { ContactTarget } from '#shared/protocol/conversion'
import { t } from '../../data/session'
import { contactsPath } from '../../routes'
import { TextField } from '../../ui/field'
import { personWords } from '../deals/words'
import { Why } from '../records/match-list'
import styles from './conversion.module.css'
import { chosenContact, needsReason } from './draft'
import { FieldChoice } from './field-choice'
import { Choice, Part, type PartProps } from './part'

/** Which contact the lead becomes: one that is there and why it may be the same, or a new one. */
export function ContactPart({ options, draft, onDraft }: PartProps) {
  const name = useId()
  const say = t.value
  const { itself, contacts, lead, may } = options
  const chosen = chosenContact(options, draft)
  const choose = (contactId: string) => onDraft({ ...draft, contactId, take: [] })
  const fields = (target: ContactTarget) =>
    target.mayWrite ? (
      <FieldChoice
        differences={target.differences}
        take={draft.take}
        onTake={(take) => onDraft({ ...draft, take })}
        sides={[say('convert.theirs'), say('convert.brought')]}
      />
    ) : (
      <p class={styles.quiet}>{say('convert.readOnly')}</p>
    )
  if (itself)
    return (
      <Part title={say('match.contact')}>
        <p class={styles.quiet}>{say('convert.itself', { name: nameOf(itself) })}</p>
        {fields(itself)}
      </Part>
    )
  return (
    <Part title={say('match.contact')}>
      {contacts.map((target) => (
        <Choice
          key={target.contact.id}
          name={name}
          checked={chosen === target}
          onChoose={() => choose(target.contact.id)}
          label={say('convert.use', { name: nameOf(target) })}
        >
          <span class={styles.why}>
            <Why match={target} />{' '}
            <a href={contactsPath(target.contact.id)} target="_blank" rel="noopener">
              {say('convert.look')}
            </a>
          </span>
          {chosen === target ? fields(target) : null}
        </Choice>
      ))}
      {contacts.length > 0 ? (
        <Choice
          name={name}
          checked={!chosen}
          onChoose={() => choose('')}
          label={say('convert.newContact')}
          disabled={!may.contacts}
        >
          {needsReason(options, draft) ? (
            <TextField
              label={say('convert.reason')}
              value={draft.reason}
              onValue={(reason) => onDraft({ ...draft, reason })}
              maxLength={500}
              required
            />
          ) : null}
        </Choice>
      ) : (
        <p class={styles.quiet}>
          {say('convert.willBeContact', { name: lead.name || lead.emails[0] || lead.phones[0] || '' })}
        </p>
      )}
    </Part>
  )
}

const nameOf = ({ contact, personCode, companyName }: ContactTarget) =>
  [personWords({ name: contact.name || null, code: personCode }), companyName].filter(Boolean).join(' · ')
