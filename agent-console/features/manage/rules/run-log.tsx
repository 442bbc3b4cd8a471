import { useEffect, useState } from 'preact/hooks'
import type { Run } from '#shared/protocol/rules'
import { readRuns } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { Button } from '../../../ui/button'
import styles from './rules.module.css'
import { RunList } from './run-list'

/** What a rule did and why not, newest first. */
export function RunLog({ ruleId }: { ruleId: string }) {
  const [runs, setRuns] = useState<Run[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const say = t.value
  const read = async (cursor?: string) => {
    try {
      const page = await readRuns({ ruleId, ...(cursor && { cursor }) })
      setRuns((before) => [...(cursor ? (before ?? []) : []), ...page.items])
      setNext(page.next)
    } catch (error) {
      toast(refusalText(error), { tone: 'danger' })
    }
  }
  useEffect(() => void read(), [ruleId])
  return (
    <section class={styles.card} aria-label={say('rule.runs')}>
      <header>
        <h2 class={styles.cardTitle}>{say('rule.runs')}</h2>
        <p class={styles.cardText}>{say('rule.runsText')}</p>
      </header>
      {runs?.length === 0 ? <p class={styles.cardText}>{say('rule.runsNone')}</p> : null}
      {runs && runs.length > 0 ? <RunList runs={runs} /> : null}
      {next ? (
        <div>
          <Button onClick={() => void read(next)}>{say('rule.more')}</Button>
        </div>
      ) : null}
    </section>
  )
}
