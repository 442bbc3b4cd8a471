import { Inbox, User } from 'lucide'
import type { Conversation } from '#shared/protocol/conversations'
import { defaultPermissions } from '#shared/rules/permissions'
import { assign } from '../../data/conversations'
import { onlineAgents } from '../../data/live'
import { may, me, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Menu, type MenuEntry } from '../../ui/menu'
import styles from './thread-header.module.css'
import { agentCalled } from './words'

/** Who has the conversation, and who should. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { id, assigneeId } = conversation
  const name = agentCalled(assigneeId)
  if (!may('conversations.assign'))
    return assigneeId ? <span class={styles.assigned}>{t.value('thread.assigned', { name })}</span> : null
  const give = (agentId: string | null) => {
    if (agentId === assigneeId) return
    assign(id, agentId).catch((error: unknown) => toast(refusalText(error), { tone: 'danger' }))
  }
  const myId = me.value?.agent.id
  const agents = [...state.value.agents.values()]
    .filter(({ disabled, role }) => !disabled && defaultPermissions[role].includes('conversations.reply'))
    .sort((a, b) => Number(b.id === myId) - Number(a.id === myId) || a.name.localeCompare(b.name))
  const entries: MenuEntry[] = [
    { heading: t.value('thread.assignTo') },
    ...agents.map((agent) => ({
      label: agent.id === myId ? t.value('thread.assignMe', { name: agent.name }) : agent.name,
      checked: agent.id === assigneeId,
      ...(onlineAgents.value.has(agent.id) && agent.id !== myId ? { hint: t.value('thread.online') } : {}),
      onChoose: () => give(agent.id),
    })),
    'line',
    {
      label: t.value('thread.toIncoming'),
      icon: Inbox,
      disabled: assigneeId === null,
      onChoose: () => give(null),
    },
  ]
  const label = assigneeId ? t.value('thread.assign', { name }) : t.value('thread.assignFree')
  return (
    <Menu
      trigger={
        <Button icon={User} aria-label={label} class={styles.act}>
          <span class={styles.word}>{name}</span>
        </Button>
      }
      label={t.value('thread.assignTo')}
      entries={entries}
      placement="bottom-end"
    />
  )
}
