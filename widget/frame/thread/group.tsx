import { Icon } from '../ui/icons'
import { t, time } from '../ui/words'
import { Bubble } from './bubble'
import type { Line } from './lines'

const icons = { sending: 'clock', sent: 'check', delivered: 'checks', seen: 'checks' } as const

/** Messages of one side said in one breath, with who and when, or how far they have got. */
export function Group({ line }: { line: Extract<Line, { is: 'group' }> }) {
  const mine = line.from === 'visitor'
  const by = line.from === 'visitor' ? t('you') : (line.name ?? t('team'))
  return (
    <li class={mine ? 'group own' : 'group'}>
      {line.bubbles.map(({ id, body }, index) => (
        <Bubble key={id} body={body} by={by} mine={mine} last={index === line.bubbles.length - 1} />
      ))}
      <p class="meta">
        {line.from === 'visitor' ? (
          <>
            {time(line.at)} · {t(line.state)}{' '}
            <span class={line.state === 'seen' ? 'mark accent' : 'mark'}>
              <Icon name={icons[line.state]} size={14} />
            </span>
          </>
        ) : (
          `${by} · ${time(line.at)}`
        )}
      </p>
    </li>
  )
}

type FailedProps = { line: Extract<Line, { is: 'failed' }>; retry(id: string): void; discard(id: string): void }

/** A message the server will not take as it is; its words stay until the visitor decides. */
export function Failed({ line: { bubble }, retry, discard }: FailedProps) {
  return (
    <li class="group own">
      <Bubble body={bubble.body} by={t('you')} mine last />
      <p class="meta danger">
        <Icon name="alert" size={14} /> {t('failed')}
        <button type="button" class="link" onClick={() => retry(bubble.id)}>
          {t('retry')}
        </button>
        <button type="button" class="link" onClick={() => discard(bubble.id)}>
          {t('delete')}
        </button>
      </p>
    </li>
  )
}
