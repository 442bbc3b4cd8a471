import { Mail as MailIcon, RotateCw } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import type { OutputOf } from '#shared/protocol/index'
import type { Mail, MailState } from '#shared/protocol/mail'
import { mailNews, readMail, retryMail } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { managePath } from '../../../routes'
import { Badge } from '../../../ui/badge'
import { Button } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import { EmptyState } from '../../../ui/empty-state'
import { SelectField } from '../../../ui/field'
import { When } from '../../../ui/when'
import { Breadcrumb } from '../breadcrumb'
import { TopicHead } from '../layout'
import manage from '../manage.module.css'
import styles from './rules.module.css'

const states: readonly MailState[] = ['waiting', 'sent', 'failed']
const tones = { waiting: 'info', sent: 'success', failed: 'danger' } as const

/** Mail that rules wrote, and what became of it. */
export function Outbox() {
  const [page, setPage] = useState<OutputOf<'mail:list'> | null>(null)
  const [shown, setShown] = useState<MailState | ''>('')
  const say = t.value
  const read = async (cursor?: string) => {
    try {
      const next = await readMail({ ...(shown && { state: shown }), ...(cursor && { cursor }) })
      setPage((before) => (cursor ? { ...next, items: [...(before?.items ?? []), ...next.items] } : next))
    } catch (error) {
      toast(refusalText(error), { tone: 'danger' })
    }
  }
  useEffect(() => void read(), [shown, mailNews.value])
  return (
    <>
      <Breadcrumb
        label={say('rule.where')}
        crumbs={[
          { name: say('manage.title'), href: managePath() },
          { name: say('manage.rules'), href: managePath('rules') },
          { name: say('mail.outbox') },
        ]}
      />
      <TopicHead
        title={say('mail.outbox')}
        text={say('mail.outboxText')}
        action={
          <SelectField
            bare
            label={say('mail.show')}
            value={shown}
            onValue={(is) => setShown(is as MailState | '')}
            options={[
              { value: '', label: say('mail.all') },
              ...states.map((it) => ({ value: it, label: say(`mail.state.${it}`) })),
            ]}
          />
        }
      />
      {page && !page.isSetUp ? <Callout tone="warning">{say('mail.notSetUp')}</Callout> : null}
      {page?.items.length === 0 ? (
        <EmptyState icon={MailIcon} title={say('mail.none')} text={say('mail.noneText')} />
      ) : (
        <ul class={manage.rows}>
          {(page?.items ?? []).map((mail) => (
            <Row key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {page?.next ? (
        <div>
          <Button onClick={() => void read(page.next ?? undefined)}>{say('rule.more')}</Button>
        </div>
      ) : null}
    </>
  )
}

function Row({ mail }: { mail: Mail }) {
  const [busy, setBusy] = useState(false)
  const say = t.value
  const retry = () => {
    setBusy(true)
    retryMail(mail.id)
      .catch((error) => toast(refusalText(error), { tone: 'danger' }))
      .finally(() => setBusy(false))
  }
  return (
    <li class={manage.row}>
      <span class={manage.who}>
        <span class={manage.name}>{mail.subject}</span>
        <span class={manage.detail}>
          {mail.to} · {say('mail.by', { name: mail.ruleName })} · <When at={mail.sentAt ?? mail.createdAt} />
          {mail.tries > 1 ? ` · ${say('mail.tries', { count: mail.tries })}` : ''}
        </span>
        {mail.lastError ? <span class={styles.trouble}>{mail.lastError}</span> : null}
      </span>
      <Badge tone={tones[mail.state]}>{say(`mail.state.${mail.state}`)}</Badge>
      {mail.state === 'sent' ? null : (
        <Button
          size="small"
          icon={RotateCw}
          busy={busy}
          aria-label={say('mail.retryNamed', { subject: mail.subject })}
          onClick={retry}
        >
          {say('mail.retry')}
        </Button>
      )}
    </li>
  )
}
