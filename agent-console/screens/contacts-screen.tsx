import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { readPerson } from '../data/conversations'
import { state } from '../data/store'
import { CompanyPage } from '../features/contacts/company-page'
import { ContactPage } from '../features/contacts/contact-page'
import { ContactsList } from '../features/contacts/contacts-list'
import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { PersonPanel } from '../features/person-panel/person-panel'
import styles from './contacts-screen.module.css'

/** Contacts, or one of them with all that belongs to them. */
export function ContactsScreen() {
  const { id } = useRoute().params
  return (
    <div class={styles.screen}>
      {id ? <OneContact key={id} contactId={id} /> : <ContactsList key="contacts" kind="contacts" />}
      <DealSheet />
    </div>
  )
}

/** Companies, or one of them. */
export function CompaniesScreen() {
  const { id } = useRoute().params
  return (
    <div class={styles.screen}>
      {id ? (
        <div class={styles.page}>
          <CompanyPage key={id} companyId={id} />
        </div>
      ) : (
        <ContactsList key="companies" kind="companies" />
      )}
      <DealSheet />
    </div>
  )
}

function OneContact({ contactId }: { contactId: string }) {
  const card = state.value.contacts.get(contactId)
  const personId = card?.contact.personId
  useEffect(() => {
    // Who never wrote is not here yet; where nobody may know, the panel goes without.
    if (personId) readPerson(personId).catch(() => {})
  }, [personId])
  return (
    <div class={styles.split}>
      <div class={styles.main}>
        <ContactPage contactId={contactId} />
      </div>
      {personId && !card.contact.removed ? (
        <div class={styles.panel}>
          <PersonPanel conversationId={null} personId={personId} withoutContact />
        </div>
      ) : null}
    </div>
  )
}
