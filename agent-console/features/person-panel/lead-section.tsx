import { ExternalLink, UserPlus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Person } from '#shared/protocol/people'
import { contactOf } from '../../data/contacts'
import { leadOf } from '../../data/leads'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { ConvertButton } from '../../parts/conversion/convert-button'
import { Section } from '../../parts/deals/section'
import { LeadDialog } from '../../parts/leads/lead-dialog'
import { LeadFields } from '../../parts/leads/lead-fields'
import { LeadStatus } from '../../parts/leads/lead-status'
import { leadPath } from '../../routes'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import styles from './lead-section.module.css'

/** What somebody left of themselves, or the button under which an agent writes it down. */
export function LeadSection({ person, known }: { person: Person; known: boolean }) {
  const [isAdding, setAdding] = useState(false)
  const lead = leadOf(state.value, person.id)?.lead
  // Who is known already is written down there.
  const isContact = contactOf(state.value, person.id) !== undefined
  if (!lead && (!known || isContact || !may('leads.write'))) return null
  if (!lead)
    return (
      <div class={styles.none}>
        <Button icon={UserPlus} onClick={() => setAdding(true)}>
          {t.value('lead.addDetails')}
        </Button>
        {isAdding ? (
          <LeadDialog
            personId={person.id}
            name={person.name ?? ''}
            onMade={() => {}}
            onClose={() => setAdding(false)}
          />
        ) : null}
      </div>
    )
  return (
    <Section
      id="lead"
      title={t.value('lead.one')}
      aside={
        <a class={styles.open} href={leadPath(lead.id)} title={t.value('lead.open')}>
          <Icon icon={ExternalLink} size={14} />
          <span class="unseen">{t.value('lead.open')}</span>
        </a>
      }
    >
      <div class={styles.acts}>
        <LeadStatus lead={lead} />
        <ConvertButton lead={lead} size="small" />
      </div>
      <LeadFields key={lead.id} lead={lead} />
    </Section>
  )
}
