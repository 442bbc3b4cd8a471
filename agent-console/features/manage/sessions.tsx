import { Monitor, Smartphone } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Session } from '#shared/protocol/agents'
import { randomId } from '#shared/values/random'
import { ask } from '../../data/client'
import { status } from '../../data/connection'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import { describeBrowser, isPhone } from './browser-name'
import styles from './manage.module.css'

/** Browsers in which this agent is signed in, and a way to end each. */
export function Sessions() {
  const [sessions, setSessions] = useState<Session[] | null>(null)
  const [problem, setProblem] = useState('')
  const say = t.value
  const load = async () => {
    setProblem('')
    try {
      setSessions(await ask.session.list({}))
    } catch (error) {
      setProblem(refusalText(error))
    }
  }
  // It is asked again when the line is back.
  useEffect(() => {
    if (status.value === 'online') void load()
  }, [status.value])
  return (
    <section class={styles.card} aria-labelledby="sessions">
      <div>
        <h3 id="sessions" class={styles.name}>
          {say('manage.account.sessions')}
        </h3>
        <p class={styles.detail}>{say('manage.account.sessionsText')}</p>
      </div>
      {problem ? (
        <Callout tone="danger" live>
          {problem} <Button onClick={() => void load()}>{say('manage.account.again')}</Button>
        </Callout>
      ) : null}
      <ul class={styles.plain}>
        {(sessions ?? []).map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onGone={() => setSessions((before) => before?.filter(({ id }) => id !== session.id) ?? null)}
          />
        ))}
      </ul>
    </section>
  )
}

function SessionRow({ session, onGone }: { session: Session; onGone: () => void }) {
  const [busy, setBusy] = useState(false)
  const rid = useRef(randomId())
  const say = t.value
  const { browser, system } = describeBrowser(session.userAgent)
  const name =
    browser && system
      ? say('manage.account.browserOn', { browser, system })
      : browser || system || say('manage.account.unknown')
  const revoke = async () => {
    setBusy(true)
    try {
      await ask.session.revoke({ rid: rid.current, sessionId: session.id })
      toast(say('manage.account.signedOut', { name }))
      onGone()
    } catch (error) {
      toast(refusalText(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  return (
    <li class={styles.session}>
      <Icon icon={isPhone(session.userAgent) ? Smartphone : Monitor} size={18} />
      <span class={styles.who}>
        <span class={styles.device}>{name}</span>
        <span class={styles.detail}>
          {say('manage.account.seen')} <When at={session.seenAt} as="full" />
        </span>
      </span>
      {session.current ? (
        <Badge tone="success">{say('manage.account.thisOne')}</Badge>
      ) : (
        <Button
          size="small"
          busy={busy}
          aria-label={say('manage.account.signOutNamed', { name })}
          onClick={() => void revoke()}
        >
          {say('manage.account.signOut')}
        </Button>
      )}
    </li>
  )
}
