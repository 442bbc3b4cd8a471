import { X } from 'lucide'
import type { Action, Event } from '#shared/protocol/rules'
import { actionsOf, placeholdersOf } from '#shared/rules/automation'
import { t } from '../../../data/session'
import { IconButton } from '../../../ui/button'
import { SelectField, TextArea, TextField } from '../../../ui/field'
import { freshAction } from './fresh-parts'
import { agentOptions, pipelineOptions, stageOptions, whoOptions } from './options'
import styles from './rules.module.css'

type RowProps = {
  on: Event
  action: Action
  onChange: (action: Action) => void
  /** Null for the last one: a rule does something. */
  onDrop: (() => void) | null
}

/** One action as part of a sentence. */
export function ActionRow({ on, action, onChange, onDrop }: RowProps) {
  const say = t.value
  return (
    <li class={styles.part}>
      <SelectField
        bare
        label={say('rule.action')}
        value={action.do}
        onValue={(what) => onChange(freshAction(what as Action['do']))}
        options={actionsOf(on).map((what) => ({ value: what, label: say(`rule.do.${what}`) }))}
      />
      <Details on={on} action={action} onChange={onChange} />
      {onDrop ? <IconButton icon={X} label={say('rule.dropAction')} onClick={onDrop} /> : null}
    </li>
  )
}

type DetailsProps = Omit<RowProps, 'onDrop'>

function Details({ on, action, onChange }: DetailsProps) {
  const say = t.value
  switch (action.do) {
    case 'task':
      return <TaskDetails action={action} onChange={onChange} />
    case 'mail':
      return <MailDetails on={on} action={action} onChange={onChange} />
    case 'assign':
      return (
        <SelectField
          bare
          label={say('rule.do.assign')}
          value={action.to}
          onValue={(to) => onChange({ do: 'assign', to })}
          options={[{ value: 'doer', label: say('rule.who.doer') }, ...agentOptions()]}
        />
      )
    case 'tag':
      return (
        <TextField
          bare
          label={say('rule.tag')}
          value={action.tag}
          maxLength={40}
          onValue={(tag) => onChange({ do: 'tag', tag })}
        />
      )
    case 'move':
      return (
        <SelectField
          bare
          label={say('rule.stage')}
          value={action.stageId}
          onValue={(stageId) => onChange({ do: 'move', stageId })}
          options={stageOptions(true)}
        />
      )
    case 'deal':
      return (
        <SelectField
          bare
          label={say('board.pipeline')}
          value={action.pipelineId ?? ''}
          onValue={(id) => onChange({ do: 'deal', pipelineId: id || null })}
          options={[{ value: '', label: say('rule.pipelineOfSite') }, ...pipelineOptions()]}
        />
      )
    case 'call':
      return (
        <div class={styles.block}>
          <TextField
            label={say('rule.call.url')}
            help={say('rule.call.help')}
            type="url"
            placeholder="https://"
            value={action.url}
            onValue={(url) => onChange({ do: 'call', url })}
          />
        </div>
      )
  }
}

type TaskProps = { action: Extract<Action, { do: 'task' }>; onChange: (action: Action) => void }

function TaskDetails({ action, onChange }: TaskProps) {
  const say = t.value
  return (
    <div class={styles.block}>
      <TextField
        label={say('rule.task.title')}
        placeholder={say('rule.task.titleExample')}
        value={action.title}
        maxLength={200}
        onValue={(title) => onChange({ ...action, title })}
      />
      <div class={styles.pair}>
        <TextField
          label={say('rule.task.due')}
          help={say('rule.task.dueNever')}
          inputMode="numeric"
          value={action.dueInDays === null ? '' : String(action.dueInDays)}
          onValue={(days) => onChange({ ...action, dueInDays: daysIn(days) })}
        />
        <SelectField
          label={say('rule.task.for')}
          value={action.assignee}
          onValue={(assignee) => onChange({ ...action, assignee })}
          options={whoOptions(['owner', 'doer', 'nobody'])}
        />
      </div>
    </div>
  )
}

type MailProps = { on: Event; action: Extract<Action, { do: 'mail' }>; onChange: (action: Action) => void }

function MailDetails({ on, action, onChange }: MailProps) {
  const say = t.value
  const names = placeholdersOf(on).map((name) => `{{${name}}}`)
  return (
    <div class={styles.block}>
      <SelectField
        label={say('rule.mail.to')}
        help={action.to === 'person' ? say('rule.mail.consent') : undefined}
        value={action.to}
        onValue={(to) => onChange({ ...action, to: to === 'owner' ? 'owner' : 'person' })}
        options={[
          { value: 'person', label: say('rule.mail.person') },
          { value: 'owner', label: say('rule.mail.owner') },
        ]}
      />
      <TextField
        label={say('rule.mail.subject')}
        value={action.subject}
        maxLength={200}
        onValue={(subject) => onChange({ ...action, subject })}
      />
      <TextArea
        label={say('rule.mail.text')}
        help={say('rule.placeholders', { names: names.join(', ') })}
        rows={6}
        value={action.text}
        onValue={(text) => onChange({ ...action, text })}
      />
    </div>
  )
}

function daysIn(typed: string): number | null {
  const days = Number.parseInt(typed, 10)
  return Number.isNaN(days) ? null : Math.min(365, Math.max(0, days))
}
