import { Pencil, UserPlus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Agent } from '#shared/protocol/agents'
import { roles } from '#shared/rules/permissions'
import { onlineAgents } from '../../data/live'
import { may, me, t } from '../../data/session'
import { state } from '../../data/store'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { Button, IconButton } from '../../ui/button'
import { speech } from '../../ui/speech'
import { AgentDialog } from './agent-dialog'
import { EditAgentDialog } from './edit-agent-dialog'
import { TopicHead } from './layout'
import styles from './manage.module.css'
import { SupportContact } from './support-contact'
import { TwoStepRule } from './two-step-rule'

/** Everybody who works here. */
export function Team() {
  const [adding, setAdding] = useState(false)
  const [edited, setEdited] = useState<Agent | null>(null)
  const say = t.value
  const agents = [...state.value.agents.values()].sort(
    (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name, speech.value.locale),
  )
  return (
    <>
      <TopicHead
        title={say('manage.team')}
        text={say('manage.team.text')}
        action={
          may('team.manage') ? (
            <Button kind="primary" icon={UserPlus} onClick={() => setAdding(true)}>
              {say('manage.team.add')}
            </Button>
          ) : null
        }
      />
      <ul class={styles.rows}>
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} onEdit={mayEdit(agent) ? () => setEdited(agent) : undefined} />
        ))}
      </ul>
      {may('settings.manage') ? <TwoStepRule /> : null}
      {may('settings.manage') ? <SupportContact /> : null}
      {edited ? <EditAgentDialog agent={edited} onClose={() => setEdited(null)} /> : null}
      {adding ? <AgentDialog onClose={() => setAdding(false)} /> : null}
    </>
  )
}

// Only the owner touches the owner.
const mayEdit = (agent: Agent) => may('team.manage') && (agent.role !== 'owner' || agent.id === me.value?.agent.id)

function AgentRow({ agent, onEdit }: { agent: Agent; onEdit: (() => void) | undefined }) {
  const say = t.value
  const presence = onlineAgents.value.has(agent.id) ? agent.availability : 'offline'
  return (
    <li class={styles.row}>
      <Avatar id={agent.id} name={agent.name} presence={agent.disabled ? undefined : presence} />
      <span class={styles.who}>
        <span class={styles.name}>
          {agent.name}
          {agent.id === me.value?.agent.id ? <span class={styles.you}> ({say('manage.team.you')})</span> : null}
        </span>
        <span class={styles.detail}>{agent.email}</span>
      </span>
      <span class={styles.presence}>{say(agent.disabled ? 'manage.team.disabled' : `manage.team.${presence}`)}</span>
      <span class={styles.role}>
        <Badge tone={agent.role === 'owner' || agent.role === 'admin' ? 'accent' : 'neutral'}>
          {say(`role.${agent.role}`)}
        </Badge>
      </span>
      {onEdit ? (
        <IconButton icon={Pencil} label={say('manage.team.editNamed', { name: agent.name })} onClick={onEdit} />
      ) : may('team.manage') ? (
        <span class={styles.tool} aria-hidden="true" />
      ) : null}
    </li>
  )
}
