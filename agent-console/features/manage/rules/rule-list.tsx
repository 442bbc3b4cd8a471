import { Mail, Plus, Workflow } from 'lucide'
import type { Rule, Run } from '#shared/protocol/rules'
import { rulesIn, switchRule } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { managePath } from '../../../routes'
import { ButtonLink } from '../../../ui/button'
import { EmptyState } from '../../../ui/empty-state'
import { When } from '../../../ui/when'
import { TopicHead } from '../layout'
import manage from '../manage.module.css'
import styles from './rule-list.module.css'
import { triggerWords } from './rule-words'
import { OutcomeBadge } from './run-list'

/** Every rule, its switch, and what it last did. */
export function RuleList({ lastRuns }: { lastRuns: ReadonlyMap<string, Run | null> }) {
  const say = t.value
  const rules = rulesIn(state.value)
  const add = (
    <ButtonLink kind="primary" icon={Plus} href={managePath('rules', 'new')}>
      {say('rule.add')}
    </ButtonLink>
  )
  const outbox = (
    <ButtonLink icon={Mail} href={managePath('rules', 'outbox')}>
      {say('mail.outbox')}
    </ButtonLink>
  )
  return (
    <>
      <TopicHead
        title={say('manage.rules')}
        text={say('manage.rules.text')}
        action={
          <div class={manage.tools}>
            {outbox}
            {rules.length > 0 ? add : null}
          </div>
        }
      />
      {rules.length === 0 ? (
        <EmptyState icon={Workflow} title={say('rule.none')} text={say('rule.noneText')} action={add} />
      ) : (
        <ul class={manage.rows}>
          {rules.map((rule) => (
            <Row key={rule.id} rule={rule} lastRun={lastRuns.get(rule.id) ?? null} />
          ))}
        </ul>
      )}
    </>
  )
}

function Row({ rule, lastRun }: { rule: Rule; lastRun: Run | null }) {
  const say = t.value
  const turn = (on: boolean) => switchRule(rule, on).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  return (
    <li class={manage.row}>
      <input
        type="checkbox"
        role="switch"
        class={styles.switch}
        aria-checked={rule.on}
        aria-label={say('rule.switch', { name: rule.name })}
        checked={rule.on}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <span class={manage.who}>
        <a class={styles.ruleName} href={managePath('rules', rule.id)}>
          {rule.name}
        </a>
        <span class={manage.detail}>
          {say('rule.when')} {triggerWords(rule.trigger)}
        </span>
      </span>
      <span class={styles.lastRun}>
        {lastRun ? (
          <>
            <OutcomeBadge run={lastRun} />
            <span>
              <span class="unseen">{say('rule.lastRun')} </span>
              <When at={lastRun.at} />
            </span>
          </>
        ) : (
          say('rule.neverRan')
        )}
      </span>
    </li>
  )
}
