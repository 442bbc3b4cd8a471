import { useEffect, useState } from 'preact/hooks'
import type { Deal, OpenTasks } from '#shared/protocol/deals'
import { assigneesOf } from '../../data/assignees'
import { openPerson } from '../../data/conversations'
import { me, t } from '../../data/session'
import { state } from '../../data/store'
import { tasksOf } from '../../data/tasks'
import { SelectField } from '../../ui/field'
import { RadioList } from './radio-list'
import { agentName } from './task-assignee'

const acts = ['complete', 'cancel', 'keep', 'reassign'] as const

type Choice = {
  /** Where the deal is. */
  siteId: string
  /** What to ask of the server; undefined where nothing is open. */
  tasks: OpenTasks | undefined
  /** How many are open. */
  count: number
  act: OpenTasks['act']
  toAgentId: string
  choose: (act: OpenTasks['act']) => void
  give: (toAgentId: string) => void
}

/** What shall become of a deal's open tasks when it ends. */
export function useOpenTasks(deal: Deal, usual: 'complete' | 'cancel'): Choice {
  const [act, choose] = useState<OpenTasks['act']>(usual)
  const [toAgentId, give] = useState(deal.ownerId ?? me.value?.agent.id ?? '')
  useEffect(() => {
    // A board knows of tasks only when the next one is due. Unread, they stay as they are.
    openPerson(deal.personId).catch(() => {})
  }, [deal.personId])
  const count = tasksOf(state.value, { dealId: deal.id }).filter(({ status }) => status === 'open').length
  const tasks: OpenTasks = act === 'reassign' ? { act, toAgentId } : { act }
  return { tasks: count > 0 ? tasks : undefined, count, act, toAgentId, choose, give, siteId: deal.siteId }
}

/** Asks it, where any are open. */
export function OpenTasksField({ choice }: { choice: Choice }) {
  const { count, act, toAgentId, choose, give, siteId } = choice
  if (count === 0) return null
  return (
    <>
      <RadioList
        label={t.value('deal.openTasks', { count })}
        options={acts.map((id) => ({ id, label: t.value(`deal.openTasks.${id}`) }))}
        chosen={act}
        onChoose={choose}
      />
      {act === 'reassign' ? (
        <SelectField
          label={t.value('deal.openTasks.to')}
          value={toAgentId}
          onValue={give}
          options={assigneesOf(siteId).map((id) => ({ value: id, label: agentName(id) }))}
        />
      ) : null}
    </>
  )
}
