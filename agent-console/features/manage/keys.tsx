import { KeyRound, Plus } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApiKey } from '#shared/protocol/keys'
import { randomId } from '#shared/values/random'
import { ask } from '../../data/client'
import { status } from '../../data/connection'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { EmptyState } from '../../ui/empty-state'
import { When } from '../../ui/when'
import { KeyDialog } from './key-dialog'
import { TopicHead } from './layout'
import styles from './manage.module.css'

/** Programs that may ask over REST. */
export function Keys() {
  const [keys, setKeys] = useState<ApiKey[] | null>(null)
  const [problem, setProblem] = useState('')
  const [adding, setAdding] = useState(false)
  const say = t.value
  const load = () => ask.key.list({}).then(setKeys, (error: unknown) => setProblem(refusalText(error)))
  useEffect(() => {
    if (status.value === 'online') void load()
  }, [status.value])
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
      {say('manage.keys.add')}
    </Button>
  )
  return (
    <>
      <TopicHead title={say('manage.keys')} text={say('manage.keys.text')} action={keys?.length ? add : null} />
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      {keys?.length === 0 ? (
        <EmptyState icon={KeyRound} title={say('manage.keys.none')} text={say('manage.keys.noneText')} action={add} />
      ) : (
        <ul class={styles.rows}>
          {(keys ?? []).map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              onGone={() => setKeys((before) => before?.filter(({ id }) => id !== key.id) ?? null)}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <KeyDialog
          onClose={() => {
            setAdding(false)
            void load()
          }}
        />
      ) : null}
    </>
  )
}

function KeyRow({ apiKey, onGone }: { apiKey: ApiKey; onGone: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const rid = useRef(randomId())
  const say = t.value
  const revoke = async () => {
    setBusy(true)
    try {
      await ask.key.revoke({ rid: rid.current, keyId: apiKey.id })
      toast(say('manage.keys.revoked', { name: apiKey.name }))
      onGone()
    } catch (error) {
      toast(refusalText(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  return (
    <li class={styles.row}>
      <span class={styles.who}>
        <span class={styles.name}>{apiKey.name}</span>
        <span class={styles.detail}>
          …{apiKey.hint} ·{' '}
          {apiKey.usedAt ? (
            <>
              {say('manage.keys.used')} <When at={apiKey.usedAt} />
            </>
          ) : (
            say('manage.keys.unused')
          )}
        </span>
        <span class={styles.tags}>
          {apiKey.scopes.map((scope) => (
            <Badge key={scope}>{say(`scope.${scope}`)}</Badge>
          ))}
        </span>
      </span>
      {isAsking ? (
        // What a program cannot do any more cannot be undone from here, so it is asked for twice.
        <span class={styles.tools}>
          <Button onClick={() => setAsking(false)}>{say('ui.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void revoke()} autofocus>
            {say('manage.keys.revokeNow')}
          </Button>
        </span>
      ) : (
        <Button onClick={() => setAsking(true)} aria-label={say('manage.keys.revokeNamed', { name: apiKey.name })}>
          {say('manage.keys.revoke')}
        </Button>
      )}
    </li>
  )
}
