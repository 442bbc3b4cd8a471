import { ChevronDown } from 'lucide'
import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Avatar } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { ConflictChip } from '../fields/guarded-field'
import styles from '../fields/owner.module.css'
import { ownersIn } from './owners'
import { TaskHandover } from './task-handover'
import { useDealField } from './use-deal-field'

/** Who looks after a deal, chosen from the team. */
export function OwnerField({ deal }: { deal: Deal }) {
  const { conflict, begin, save, settle } = useDealField(deal, 'ownerId')
  const [handover, setHandover] = useState<{ was: string | null } | null>(null)
  const { agents } = state.value
  const nameOf = (id: string | null) => (id && agents.get(id)?.name) || t.value('deal.nobody')
  const choose = (ownerId: string | null) => {
    begin()
    const was = deal.ownerId
    save(ownerId).then(
      () => setHandover({ was }),
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  const choices = ownersIn(state.value, deal.pipelineId, deal.ownerId).map(({ id, name }) => ({
    label: name,
    checked: id === deal.ownerId,
    onChoose: () => choose(id),
  }))
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
      {handover ? <TaskHandover deal={deal} was={handover.was} onDone={() => setHandover(null)} /> : null}
      {conflict ? <ConflictChip theirs={nameOf(conflict.theirs)} onSettle={settle} /> : null}
    </>
  )
}
