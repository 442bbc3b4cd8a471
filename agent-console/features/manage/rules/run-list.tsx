import type { Run } from '#shared/protocol/rules'
import { t } from '../../../data/session'
import { personWords } from '../../../parts/deals/words'
import { inboxPath, leadPath } from '../../../routes'
import { Badge } from '../../../ui/badge'
import { When } from '../../../ui/when'
import { deedWords, skipWords } from './rule-words'
import styles from './run-list.module.css'

const tones = { done: 'success', skipped: 'neutral', failed: 'danger' } as const

/** How a run ended, in a word. */
export const OutcomeBadge = ({ run, trial = false }: { run: Run; trial?: boolean }) => (
  <Badge tone={tones[run.outcome]}>
    {trial && run.outcome === 'done' ? t.value('rule.wouldDo') : t.value(`rule.outcome.${run.outcome}`)}
  </Badge>
)

/** What a rule did, or would have done, each time. */
export const RunList = ({ runs, trial = false }: { runs: readonly Run[]; trial?: boolean }) => (
  <ul class={styles.runs}>
    {runs.map((run) => (
      <li key={run.id} class={styles.run}>
        <span class={styles.runHead}>
          <OutcomeBadge run={run} trial={trial} />
          <Subject run={run} />
          <span class={styles.at}>
            <When at={run.at} />
          </span>
        </span>
        {run.skip ? <p class={styles.deed}>{skipWords(run)}</p> : null}
        {run.deeds.map((deed, at) => (
          <p key={at} class={styles.deed} data-result={deed.result}>
            {deedWords(deed)}
          </p>
        ))}
      </li>
    ))}
  </ul>
)

function Subject({ run }: { run: Run }) {
  const name = run.dealName ?? personWords({ name: run.personName || null, code: run.personCode })
  const href = run.leadId ? leadPath(run.leadId) : run.conversationId ? inboxPath('all', run.conversationId) : null
  return href ? (
    <a class={styles.subject} href={href}>
      {name}
    </a>
  ) : (
    <span class={styles.subject}>{name}</span>
  )
}
