import { FlaskConical } from 'lucide'
import { useState } from 'preact/hooks'
import type { RuleDraft, Run } from '#shared/protocol/rules'
import { tryRule } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { Button } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import styles from './rules.module.css'
import { RunList } from './run-list'

/** What the rule as it stands here would have done lately. */
export function Trial({ draft }: { draft: RuleDraft }) {
  const [runs, setRuns] = useState<Run[] | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const say = t.value
  const attempt = async () => {
    setBusy(true)
    setProblem('')
    try {
      const { siteId, on, trigger, conditions, actions } = draft
      // A name is not needed to try it.
      const name = draft.name.trim() || say('rule.add')
      setRuns(await tryRule({ name, siteId, on, trigger, conditions, actions }))
    } catch (error) {
      setProblem(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class={styles.card} aria-label={say('rule.tried')}>
      <header class={styles.cardHead}>
        <div>
          <h2 class={styles.cardTitle}>{say('rule.tried')}</h2>
          <p class={styles.cardText}>{say('rule.triedText')}</p>
        </div>
        <Button icon={FlaskConical} busy={busy} onClick={() => void attempt()}>
          {say('rule.try')}
        </Button>
      </header>
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      <div aria-live="polite">
        {runs?.length === 0 ? <p class={styles.cardText}>{say('rule.triedNone')}</p> : null}
        {runs && runs.length > 0 ? <RunList runs={runs} trial /> : null}
      </div>
    </section>
  )
}
