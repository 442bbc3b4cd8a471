import { SearchX, UserRound } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { afterReload } from '../data/connection'
import { openPerson, readPerson } from '../data/conversations'
import { openLead } from '../data/leads'
import { may, t } from '../data/session'
import { state } from '../data/store'
import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { LeadPage } from '../features/leads/lead-page'
import { Leads } from '../features/leads/leads'
import { PersonPanel } from '../features/person-panel/person-panel'
import { contactsPath } from '../routes'
import { EmptyState } from '../ui/empty-state'
import { Tabs } from '../ui/tabs'
import { ConversationPane } from './conversation-pane'
import { currentTalk } from './current-talk'
import styles from './leads-screen.module.css'
import { useMedia } from './use-media'

/** All leads, or the one that the address names with its conversation and its person beside. */
export function LeadsScreen() {
  const { params } = useRoute()
  return (
    <div class={styles.screen}>
      {params.leadId ? <OneLead key={params.leadId} leadId={params.leadId} /> : <Leads />}
      <DealSheet />
    </div>
  )
}

const sides = ['lead', 'chat', 'person'] as const

function OneLead({ leadId }: { leadId: string }) {
  const [isMissing, setMissing] = useState(false)
  const [side, setSide] = useState<(typeof sides)[number]>('lead')
  const narrow = useMedia('(max-width: 1079px)')
  const { route } = useLocation()
  useEffect(() => {
    const load = () => {
      openLead(leadId)
        .then(async ({ personId, converted }) => {
          // An old link leads to what the lead became, and says so there.
          if (converted && may('contacts.read'))
            return route(`${contactsPath(converted.contactId)}?lead=${leadId}`, true)
          await Promise.all([openPerson(personId), readPerson(personId)])
        })
        .catch(() => setMissing(true))
    }
    load()
    return afterReload(load)
  }, [leadId])
  const card = state.value.leads.get(leadId)
  if (isMissing || card?.lead.removed)
    return <EmptyState icon={SearchX} title={t.value('lead.missing')} text={t.value('lead.missingText')} heading="h1" />
  if (!card) return <EmptyState icon={UserRound} title={t.value('tasks.loading')} />
  const conversationId = currentTalk(state.value, card.lead.personId)?.id ?? null
  const tabs = sides
    .filter((one) => one !== 'chat' || conversationId)
    .map((id) => ({ id, label: t.value(`lead.side.${id}`) }))
  const shows = (one: (typeof sides)[number]) => !narrow || side === one
  return (
    <>
      {narrow ? <Tabs label={t.value('lead.sides')} tabs={tabs} chosen={side} onChoose={setSide} /> : null}
      <div class={styles.split}>
        {shows('lead') ? (
          <div class={styles.lead}>
            <LeadPage card={card} />
          </div>
        ) : null}
        {conversationId && shows('chat') ? (
          <div class={styles.chat}>
            <ConversationPane key={conversationId} conversationId={conversationId} />
          </div>
        ) : null}
        {shows('person') ? (
          <div class={styles.person}>
            <PersonPanel conversationId={conversationId} personId={card.lead.personId} withoutLead />
          </div>
        ) : null}
      </div>
    </>
  )
}
