import { ChevronDown } from 'lucide'
import type { Lead } from '#shared/protocol/leads'
import { editLead } from '../../data/leads'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Avatar } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { ConflictChip } from '../fields/guarded-field'
import styles from '../fields/owner.module.css'
import { useGuardedField } from '../fields/use-guarded-field'

/** Who looks after a lead, chosen from the team. */
export function LeadOwner({ lead, isOpen }: { lead: Lead; isOpen: boolean }) {
  const { conflict, begin, save, settle } = useGuardedField(
    lead.ownerId,
    async (is, was) => (await editLead(lead, 'ownerId', is, was)).ownerId,
  )
  const { agents } = state.value
  const nameOf = (id: string | null) => (id && agents.get(id)?.name) || t.value('deal.nobody')
  const choose = (ownerId: string | null) => {
    begin()
    save(ownerId).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  }
  const face = (
    <>
      {lead.ownerId ? <Avatar id={lead.ownerId} name={nameOf(lead.ownerId)} size={20} /> : null}
      <span class={styles.name}>{nameOf(lead.ownerId)}</span>
    </>
  )
  if (!isOpen || !may('leads.write')) return <span class={styles.owner}>{face}</span>
  return (
    <>
      <Menu
        label={t.value('lead.owner')}
        entries={[
          ...[...agents.values()]
            .filter(({ id, disabled }) => !disabled || id === lead.ownerId)
            .map(({ id, name }) => ({ label: name, checked: id === lead.ownerId, onChoose: () => choose(id) })),
          'line',
          { label: t.value('deal.nobody'), checked: lead.ownerId === null, onChoose: () => choose(null) },
        ]}
        trigger={
          <button type="button" class={styles.owner}>
            <span class="unseen">{t.value('lead.owner')}: </span>
            {face}
            <Icon icon={ChevronDown} size={14} class={styles.chevron} />
          </button>
        }
      />
      {conflict ? <ConflictChip theirs={nameOf(conflict.theirs)} onSettle={settle} /> : null}
    </>
  )
}
