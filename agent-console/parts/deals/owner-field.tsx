import { ChevronDown } from 'lucide'
import type { Deal } from '#shared/protocol/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Avatar } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { ConflictChip } from './deal-field'
import styles from './owner-field.module.css'
import { useDealField } from './use-deal-field'

/** Who looks after a deal, chosen from the team. */
export function OwnerField({ deal }: { deal: Deal }) {
  const { conflict, begin, save, settle } = useDealField(deal, 'ownerId')
  const { agents } = state.value
  const nameOf = (id: string | null) => (id && agents.get(id)?.name) || t.value('deal.nobody')
  const choose = (ownerId: string | null) => {
    begin()
    save(ownerId).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  }
  const choices = [...agents.values()]
    .filter(({ id, disabled }) => !disabled || id === deal.ownerId)
    .map(({ id, name }) => ({ label: name, checked: id === deal.ownerId, onChoose: () => choose(id) }))
  const face = (
    <>
      {deal.ownerId ? <Avatar id={deal.ownerId} name={nameOf(deal.ownerId)} size={20} /> : null}
      <span class={styles.name}>{nameOf(deal.ownerId)}</span>
    </>
  )
  if (!may('deals.write')) return <span class={styles.owner}>{face}</span>
  return (
    <>
      <Menu
        label={t.value('deal.owner')}
        entries={[
          ...choices,
          'line',
          { label: t.value('deal.nobody'), checked: deal.ownerId === null, onChoose: () => choose(null) },
        ]}
        trigger={
          <button type="button" class={styles.owner}>
            <span class="unseen">{t.value('deal.owner')}: </span>
            {face}
            <Icon icon={ChevronDown} size={14} class={styles.chevron} />
          </button>
        }
      />
      {conflict ? <ConflictChip theirs={nameOf(conflict.theirs)} onSettle={settle} /> : null}
    </>
  )
}
