import { Check, CheckCheck, CircleAlert, Clock3, type IconNode } from 'lucide'
import { RefusedError } from '../../data/client'
import { discard, retry } from '../../data/outbox'
import { me, refusalText, t } from '../../data/session'
import { LinkedText } from '../../parts/text/linked-text'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import type { Group, Progress } from './lines'
import styles from './message-group.module.css'
import { UseMessage } from './use-message'
import { agentCalled } from './words'

type MessageGroupProps = {
  group: Group
  /** The visitor's. */
  name: string
  conversationId: string
  /** Whether nothing was said after it. */
  isNewest: boolean
}

/** Bubbles of one author; time and state stand under the last. */
export function MessageGroup({ group, name, conversationId, isNewest }: MessageGroupProps) {
  const { ours, bubbles, progress, failed, agentId } = group
  const last = bubbles.at(-1)
  if (!last) return null
  const author = ours ? agentCalled(agentId) : name
  return (
    <li class={classes(styles.group, ours && styles.ours, failed && styles.failed)} data-seq={last.seq ?? undefined}>
      <span class="unseen">{author}</span>
      {bubbles.map((bubble) => (
        <div key={bubble.id} class={styles.said} data-said={bubble.seq ?? undefined}>
          <div class={classes(styles.bubble, bubble === last && styles.tail)}>
            <p dir="auto">
              <LinkedText text={bubble.body} />
            </p>
          </div>
          <UseMessage bubble={bubble} conversationId={conversationId} isStop={isNewest && bubble === last} />
        </div>
      ))}
      <div class={styles.under}>
        {ours && agentId !== me.value?.agent.id ? <span>{author}</span> : null}
        <When at={last.at} as="clock" />
        {progress ? <State progress={progress} /> : null}
      </div>
      {failed ? <Failure id={failed.id} code={failed.refused} /> : null}
    </li>
  )
}

const icons: Record<Progress, IconNode> = {
  sending: Clock3,
  failed: CircleAlert,
  sent: Check,
  delivered: CheckCheck,
  seen: CheckCheck,
}

const words = {
  sending: 'thread.sending',
  failed: 'thread.failedToSend',
  sent: 'thread.sent',
  delivered: 'thread.delivered',
  seen: 'thread.seen',
} as const

const State = ({ progress }: { progress: Progress }) => (
  <span class={classes(styles.state, styles[progress])}>
    {t.value(words[progress])}
    <Icon icon={icons[progress]} size={14} />
  </span>
)

function Failure({ id, code }: { id: string; code: RefusedError['code'] | null }) {
  return (
    <div class={styles.failure}>
      <span class={styles.reason}>{code ? refusalText(new RefusedError({ code })) : null}</span>
      <button type="button" class={styles.act} onClick={() => retry(id)}>
        {t.value('thread.retry')}
      </button>
      <button type="button" class={styles.act} onClick={() => discard(id)}>
        {t.value('thread.delete')}
      </button>
    </div>
  )
}
