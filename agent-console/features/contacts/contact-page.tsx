import { ArrowLeft, SearchX, Trash } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ContactCard } from '#shared/protocol/contacts'
import { afterReload } from '../../data/connection'
import { openContact, removeContact, restoreContact } from '../../data/contacts'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { FilesPart } from '../../parts/beside/files'
import { AlsoKnown } from '../../parts/conversion/also-known'
import { personWords } from '../../parts/deals/words'
import { NotesPart } from '../../parts/notes/notes'
import { contactsPath } from '../../routes'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { CanBeUndone } from './can-be-undone'
import { ContactFields } from './contact-fields'
import { Duplicates } from './duplicates'
import { MergeButton } from './merge-button'
import styles from './page.module.css'
import { Timeline } from './timeline'

/** A contact: who they are, every field where it stands, and what has happened with them. */
export function ContactPage({ contactId }: { contactId: string }) {
  const { route, query } = useLocation()
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    const load = () => {
      openContact(contactId).then(
        ({ contact }) => {
          setMissing(false)
          // It was merged: the old link leads to the one that remains.
          if (contact.id !== contactId) route(contactsPath(contact.id), true)
        },
        () => setMissing(true),
      )
    }
    load()
    return afterReload(load)
  }, [contactId])
  const card = state.value.contacts.get(contactId)
  const into = card?.contact.mergedInto
  useEffect(() => {
    if (into) route(contactsPath(into), true)
  }, [into])
  if (!card || card.contact.removed) {
    return missing || card ? (
      <EmptyState icon={SearchX} title={t.value('contacts.missing')} text={t.value('contacts.missingText')} />
    ) : null
  }
  const beside = {
    beside: { of: 'contact', id: card.contact.id, record: 'person', recordId: card.contact.personId },
    may: may('contacts.write'),
  } as const
  const remove = () => {
    const { contact } = card
    removeContact(contact).then(
      () => {
        toast(t.value('contacts.removed', { name: nameOf(card) }), {
          undo: () => {
            restoreContact(contact).then(
              () => route(contactsPath(contact.id)),
              (error) => toast(refusalText(error), { tone: 'danger' }),
            )
          },
        })
        route(contactsPath())
      },
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  return (
    <article class={styles.page}>
      <header class={styles.head}>
        <a class={styles.back} href={contactsPath()} aria-label={t.value('contacts.back')}>
          <Icon icon={ArrowLeft} />
        </a>
        <Avatar id={card.contact.personId} name={nameOf(card)} size={36} />
        <div class={styles.who}>
          <h1 class={styles.name}>{nameOf(card)}</h1>
          <p class={styles.meta}>{[card.contact.title, card.companyName].filter(Boolean).join(' · ')}</p>
        </div>
        {may('contacts.write') ? <MergeButton contact={card.contact} /> : null}
        {may('contacts.write') ? <IconButton icon={Trash} label={t.value('contacts.remove')} onClick={remove} /> : null}
      </header>
      {query.lead ? <Callout tone="info">{t.value('convert.isContact')}</Callout> : null}
      <Duplicates contact={card.contact} />
      <ContactFields card={card} />
      <AlsoKnown contact={card.contact} />
      <CanBeUndone contact={card.contact} />
      <NotesPart {...beside} />
      <FilesPart key={`files ${card.contact.id}`} {...beside} />
      <Timeline key={card.contact.personId} of={{ personId: card.contact.personId }} />
    </article>
  )
}

const nameOf = ({ contact, personCode }: ContactCard) => personWords({ name: contact.name || null, code: personCode })
