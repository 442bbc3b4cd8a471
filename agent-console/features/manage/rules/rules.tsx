import { Workflow } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import type { Run } from '#shared/protocol/rules'
import { status } from '../../../data/connection'
import { readRules } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { managePath } from '../../../routes'
import { ButtonLink } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import { EmptyState } from '../../../ui/empty-state'
import { Outbox } from './outbox'
import { RuleList } from './rule-list'
import { RulePage } from './rule-page'

/** Manage > Rules: all of them, one of them, a new one, or the mail they wrote. */
export function Rules({ id }: { id?: string | undefined }) {
  const [lastRuns, setLastRuns] = useState<ReadonlyMap<string, Run | null> | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    if (status.value === 'online') void readRules().then(setLastRuns, (error) => setProblem(refusalText(error)))
  }, [status.value, id])
  if (id === 'outbox') return <Outbox />
  if (problem)
    return (
      <Callout tone="danger" live>
        {problem}
      </Callout>
    )
  if (!lastRuns) return null
  if (!id) return <RuleList lastRuns={lastRuns} />
  const rule = state.value.rules.get(id)
  if (id === 'new') return <RulePage key="new" rule={null} />
  if (rule && !rule.removed) return <RulePage key={`${id} ${rule.version}`} rule={rule} />
  return (
    <EmptyState
      icon={Workflow}
      title={t.value('rule.gone')}
      text={t.value('rule.goneText')}
      action={
        <ButtonLink kind="primary" href={managePath('rules')}>
          {t.value('rule.all')}
        </ButtonLink>
      }
    />
  )
}
