import { ChevronDown } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Avatar } from '../../ui/avatar'
import { Checkbox } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { Line } from './fields'
import styles from './page.module.css'

type OwnerLineProps = {
  ownerId: string | null
  disabled: boolean
  /** What would go along with another owner; null where nothing is asked. */
  open?: { name: string; deals: number; tasks: number } | undefined
  onOwner: (ownerId: string | null, movesOpen: boolean) => void
}

/** Who looks after somebody. Where there is open work, another owner may take it along. */
export function OwnerLine({ ownerId, disabled, open, onOwner }: OwnerLineProps) {
  const [next, setNext] = useState<string | null>(null)
  const say = t.value
  const { agents } = state.value
  const nameOf = (id: string | null) => (id && agents.get(id)?.name) || say('deal.nobody')
  const choose = (id: string | null) => {
    if (id === ownerId) return
    if (id !== null && open && open.deals + open.tasks > 0) setNext(id)
    else onOwner(id, false)
  }
  const face = (
    <>
      {ownerId ? <Avatar id={ownerId} name={nameOf(ownerId)} size={20} /> : null}
      <span class={styles.cut}>{nameOf(ownerId)}</span>
    </>
  )
  return (
    <Line label={say('contact.owner')}>
      {disabled ? (
        <span class={styles.owner}>{face}</span>
      ) : (
        <Menu
          label={say('contact.owner')}
          entries={[
            ...[...agents.values()]
              .filter((agent) => !agent.disabled || agent.id === ownerId)
              .map(({ id, name }) => ({ label: name, checked: id === ownerId, onChoose: () => choose(id) })),
            'line',
            { label: say('deal.nobody'), checked: ownerId === null, onChoose: () => choose(null) },
          ]}
          trigger={
            <button type="button" class={styles.owner}>
              <span class="unseen">{say('contact.owner')}: </span>
              {face}
              <Icon icon={ChevronDown} size={14} />
            </button>
          }
        />
      )}
      {next && open ? (
        <Handover
          agent={nameOf(next)}
          open={open}
          onClose={() => setNext(null)}
          onGive={(movesOpen) => {
            setNext(null)
            onOwner(next, movesOpen)
          }}
        />
      ) : null}
    </Line>
  )
}

type HandoverProps = {
  agent: string
  open: { name: string; deals: number; tasks: number }
  onGive: (movesOpen: boolean) => void
  onClose: () => void
}

function Handover({ agent, open: { name, deals, tasks }, onGive, onClose }: HandoverProps) {
  const [moves, setMoves] = useState(true)
  const say = t.value
  const work = [
    deals > 0 ? say('handover.deals', { count: deals }) : '',
    tasks > 0 ? say('handover.tasks', { count: tasks }) : '',
  ].filter(Boolean)
  return (
    <FormDialog
      title={say('handover.title', { name, agent })}
      action={say('handover.give')}
      busy={false}
      onSubmit={() => onGive(moves)}
      onClose={onClose}
    >
      <Checkbox label={say('handover.move', { work: work.join(', ') })} checked={moves} onChecked={setMoves} />
    </FormDialog>
  )
}
