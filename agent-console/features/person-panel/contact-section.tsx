import { ContactRound } from 'lucide'
import { useState } from 'preact/hooks'
import type { Person } from '#shared/protocol/people'
import { contactOf } from '../../data/contacts'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Section } from '../../parts/deals/section'
import { personWords } from '../../parts/deals/words'
import { ContactDialog } from '../../parts/records/contact-dialog'
import { companiesPath, contactsPath } from '../../routes'
import { Button } from '../../ui/button'
import styles from './contact-section.module.css'

/** Who somebody is where they are known; else the way to write it down. */
export function ContactSection({ person, known }: { person: Person; known: boolean }) {
  const [isMaking, setMaking] = useState(false)
  if (!may('contacts.read')) return null
  const card = contactOf(state.value, person.id)
  const lead = [...state.value.leads.values()].find((one) => one.lead.personId === person.id && !one.lead.removed)?.lead
  const mayMake = known && may('contacts.write') && !(lead && !lead.converted && may('leads.convert'))
  const say = t.value
  // Whoever is writing somebody down goes on, whatever comes in meanwhile.
  if (!card && !mayMake && !isMaking) return null
  return (
    <Section id="contact" title={say('match.contact')}>
      {card ? (
        <div class={styles.contact}>
          <a class={styles.name} href={contactsPath(card.contact.id)}>
            {personWords({ name: card.contact.name || null, code: card.personCode })}
          </a>
          {card.contact.title || card.companyName ? (
            <p class={styles.line}>
              {card.contact.title}
              {card.contact.title && card.companyName ? ' · ' : ''}
              {card.companyName && card.contact.companyId ? (
                <a href={companiesPath(card.contact.companyId)}>{card.companyName}</a>
              ) : null}
            </p>
          ) : null}
          {card.contact.emails.map((email) => (
            <a key={email} class={styles.line} href={`mailto:${email}`}>
              {email}
            </a>
          ))}
          {card.contact.phones.map((phone) => (
            <a key={phone} class={styles.line} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
              {phone}
            </a>
          ))}
        </div>
      ) : (
        <Button icon={ContactRound} onClick={() => setMaking(true)}>
          {say('contacts.make')}
        </Button>
      )}
      {isMaking ? (
        <ContactDialog
          person={person}
          known={
            lead
              ? { name: lead.name, emails: lead.emails, phones: lead.phones, title: lead.title }
              : { name: person.name ?? '' }
          }
          hrefOf={({ contactId }) => contactId && contactsPath(contactId)}
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            const name = personWords({ name: made.contact.name || null, code: made.personCode })
            toast(say('contacts.made', { name }))
          }}
        />
      ) : null}
    </Section>
  )
}
