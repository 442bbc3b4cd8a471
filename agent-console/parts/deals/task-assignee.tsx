import { assigneesOf } from '../../data/assignees'
import { me, t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField } from '../../ui/field'

type TaskAssigneeProps = { siteId: string; value: string; onValue: (id: string) => void; error?: string | undefined }

/** Whose a task is: mine, a colleague's who works on the site, or nobody's yet. Empty stands for nobody. */
export function TaskAssignee({ siteId, value, onValue, error }: TaskAssigneeProps) {
  const mine = me.value?.agent.id ?? ''
  const others = assigneesOf(siteId).filter((id) => id !== mine && id !== value)
  const listed = [mine, ...(value && value !== mine ? [value] : []), ...others]
  const isOther = value !== '' && value !== mine
  return (
    <SelectField
      label={t.value('task.assignee')}
      value={value}
      onValue={onValue}
      error={error}
      help={isOther ? t.value('task.willSee', { name: agentName(value) }) : undefined}
      options={[
        ...listed.map((id) => ({ value: id, label: id === mine ? t.value('task.me') : agentName(id) })),
        { value: '', label: t.value('task.nobody') },
      ]}
    />
  )
}

export const agentName = (id: string): string => state.value.agents.get(id)?.name ?? t.value('deal.somebody')
