import { X } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { afterReload } from '../../data/connection'
import { openPerson } from '../../data/conversations'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { HelpButton } from '../../parts/help/help-button'
import { Button, IconButton } from '../../ui/button'
import type { Adding } from './adding'
import { ContactSection } from './contact-section'
import { DealsSection } from './deals-section'
import { LeadSection } from './lead-section'
import { PersonAbout } from './person-about'
import { PersonHead } from './person-head'
import styles from './person-panel.module.css'
import { PreviousConversations } from './previous-conversations'
import { TasksSection } from './tasks-section'

type PersonPanelProps = {
  /** Null where they have never written. */
  conversationId: string | null
  personId: string
  /** Shows a cross; where the panel can be put away. */
  onClose?: () => void
  /** Leaves out the head, where what leads here names it already. */
  bare?: boolean
  /** Leaves out the lead, where it stands beside. */
  withoutLead?: boolean
  /** Leaves out who they are as a contact, beside the page that says so. */
  withoutContact?: boolean
}

/** Whoever is behind a conversation: who they are, what they may buy, and what is to be done for them. */
export function PersonPanel({
  conversationId,
  personId,
  onClose,
  bare = false,
  withoutLead = false,
  withoutContact = false,
}: PersonPanelProps) {
  const [wrong, setWrong] = useState('')
  const [tries, setTries] = useState(0)
  // A button of a deal opens the form of the section below it.
  const [adding, setAdding] = useState<Adding>(null)
  useEffect(() => {
    let wanted = true
    const load = () => {
      openPerson(personId).then(
        () => wanted && setWrong(''),
        (error) => wanted && setWrong(refusalText(error)),
      )
    }
    setAdding(null)
    load()
    const stop = afterReload(load)
    return () => {
      wanted = false
      stop()
    }
  }, [personId, tries])
  const person = state.value.people.get(personId)
  const known = state.value.knownPeople.has(personId)
  return (
    <aside class={styles.panel} aria-label={t.value('person.panel')} aria-busy={!known}>
      {bare ? null : (
        <header class={styles.head}>
          <h2 class={styles.title}>{t.value('person.panel')}</h2>
          <span class={styles.help}>
            <HelpButton topic="person" />
          </span>
          {onClose ? <IconButton icon={X} label={t.value('person.closePanel')} onClick={onClose} /> : null}
        </header>
      )}
      <div class={styles.body} key={personId}>
        {person ? <PersonHead person={person} /> : null}
        {wrong && !known ? (
          <div class={styles.wrong} role="alert">
            <p>{t.value('person.loadFailed')}</p>
            <Button size="small" onClick={() => setTries(tries + 1)}>
              {t.value('person.again')}
            </Button>
          </div>
        ) : null}
        <DealsSection
          personId={personId}
          conversationId={conversationId}
          known={known}
          onAddTask={(dealId) => setAdding({ dealId })}
        />
        <TasksSection
          personId={personId}
          conversationId={conversationId}
          known={known}
          adding={adding}
          onAdding={setAdding}
        />
        {person && !withoutContact ? <ContactSection person={person} known={known} /> : null}
        {person && !withoutLead && may('leads.read') ? <LeadSection person={person} known={known} /> : null}
        {person ? <PersonAbout person={person} conversationId={conversationId} /> : null}
        <PreviousConversations personId={personId} exceptId={conversationId} />
      </div>
    </aside>
  )
}
