import { Plus } from 'lucide'
import type { ComponentChildren } from 'preact'
import type { Event, RuleDraft } from '#shared/protocol/rules'
import { fieldsOf } from '#shared/rules/automation'
import { ruleEvents } from '#shared/rules/rule-events'
import { t } from '../../../data/session'
import { Button } from '../../../ui/button'
import { SelectField, TextField } from '../../../ui/field'
import { ActionRow } from './action-row'
import { ConditionRow } from './condition-row'
import { fitted, freshAction, freshCondition } from './fresh-parts'
import { isOfStage, stageOptions } from './options'
import styles from './rules.module.css'

type Props = { draft: RuleDraft; onDraft: (draft: RuleDraft) => void }

const most = 10

/** A rule as a sentence: when … if … then …. */
export const Sentence = (props: Props) => (
  <div class={styles.sentence}>
    <Clause word={t.value('rule.when')}>
      <WhenPart {...props} />
    </Clause>
    <Clause word={t.value('rule.if')}>
      <IfPart {...props} />
    </Clause>
    <Clause word={t.value('rule.then')}>
      <ThenPart {...props} />
    </Clause>
  </div>
)

const Clause = ({ word, children }: { word: string; children: ComponentChildren }) => (
  <fieldset class={styles.clause}>
    <legend class={styles.word}>{word}</legend>
    <div class={styles.body}>{children}</div>
  </fieldset>
)

function WhenPart({ draft, onDraft }: Props) {
  const say = t.value
  const { trigger } = draft
  return (
    <div class={styles.part}>
      <SelectField
        bare
        label={say('rule.event')}
        value={trigger.on}
        onValue={(on) => onDraft(fitted(draft, on as Event))}
        options={ruleEvents.map((on) => ({ value: on, label: say(`rule.on.${on}`) }))}
      />
      {'stageId' in trigger ? (
        <SelectField
          bare
          label={say('rule.stage')}
          value={trigger.stageId}
          onValue={(stageId) => onDraft({ ...draft, trigger: { ...trigger, stageId } })}
          options={stageOptions(isOfStage(trigger.on) && trigger.on === 'deal.stayed')}
        />
      ) : null}
      {'days' in trigger ? (
        <span class={styles.choice}>
          <TextField
            bare
            label={say('rule.days')}
            inputMode="numeric"
            value={String(trigger.days)}
            onValue={(typed) => {
              const days = Math.min(365, Math.max(1, Number.parseInt(typed, 10) || 1))
              onDraft({ ...draft, trigger: { ...trigger, days } })
            }}
          />
          <span class={styles.glue}>{say('rule.daysUnit')}</span>
        </span>
      ) : null}
    </div>
  )
}

function IfPart({ draft, onDraft }: Props) {
  const say = t.value
  const { conditions, trigger } = draft
  const put = (next: RuleDraft['conditions']) => onDraft({ ...draft, conditions: next })
  return (
    <>
      {conditions.length === 0 ? <p class={styles.always}>{say('rule.ifNothing')}</p> : null}
      <ul class={styles.parts}>
        {conditions.map((condition, at) => (
          <ConditionRow
            key={`${at} ${condition.field}`}
            on={trigger.on}
            condition={condition}
            onChange={(is) => put(conditions.with(at, is))}
            onDrop={() => put(conditions.toSpliced(at, 1))}
          />
        ))}
      </ul>
      {conditions.length < most ? (
        <Button
          kind="ghost"
          size="small"
          icon={Plus}
          onClick={() => put([...conditions, freshCondition(fieldsOf(trigger.on)[0] ?? 'site')])}
        >
          {say('rule.addCondition')}
        </Button>
      ) : null}
    </>
  )
}

function ThenPart({ draft, onDraft }: Props) {
  const say = t.value
  const { actions, trigger } = draft
  const put = (next: RuleDraft['actions']) => onDraft({ ...draft, actions: next })
  return (
    <>
      <ol class={styles.parts}>
        {actions.map((action, at) => (
          <ActionRow
            key={`${at} ${action.do}`}
            on={trigger.on}
            action={action}
            onChange={(is) => put(actions.with(at, is))}
            onDrop={actions.length > 1 ? () => put(actions.toSpliced(at, 1)) : null}
          />
        ))}
      </ol>
      {actions.length < most ? (
        <Button kind="ghost" size="small" icon={Plus} onClick={() => put([...actions, freshAction('task')])}>
          {say('rule.addAction')}
        </Button>
      ) : null}
    </>
  )
}
