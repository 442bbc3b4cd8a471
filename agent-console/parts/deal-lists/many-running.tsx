import { signal } from '@preact/signals'
import type { ManyAct } from '#shared/protocol/deal-lists'
import { RefusedError } from '../../data/client'
import { changeMany, type Done } from '../../data/deal-acts'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import styles from './many-running.module.css'

/** Something is done to many deals: how far it is, and then what became of those it was refused for. */
const running = signal<{ total: number; done: number; stopped: boolean; refused: readonly Done[] | null } | null>(null)

/** Does one thing to many deals and says what became of each that was refused. */
export async function doToMany(dealIds: readonly string[], act: ManyAct): Promise<readonly Done[]> {
  running.value = { total: dealIds.length, done: 0, stopped: false, refused: null }
  try {
    const rows = await changeMany(dealIds, act, (done) => {
      const now = running.value
      if (now) running.value = { ...now, done }
      return now?.stopped !== true
    })
    const refused = rows.filter((row) => row.refused !== null)
    const changed = rows.length - refused.length
    running.value = refused.length > 0 ? { total: dealIds.length, done: changed, stopped: true, refused } : null
    if (refused.length === 0) toast(t.value('many.done', { count: changed }))
    return rows
  } catch (error) {
    running.value = null
    toast(refusalText(error), { tone: 'danger' })
    return []
  }
}

/** Progress while it lasts, and the report of what was refused. */
export function ManyRunning() {
  const now = running.value
  if (!now) return null
  const close = () => {
    running.value = now.refused ? null : { ...now, stopped: true }
  }
  const say = t.value
  // A handful is done before anybody could read about it.
  if (!now.refused && now.total <= 50) return null
  return (
    <Dialog
      open
      onClose={close}
      title={now.refused ? say('many.reportTitle') : say('many.running')}
      actions={<Button onClick={close}>{say(now.refused ? 'ui.close' : 'many.stop')}</Button>}
    >
      {now.refused ? (
        <>
          <p>{say('many.report', { done: now.done, refused: now.refused.length })}</p>
          <ul class={styles.rows}>
            {now.refused.slice(0, 200).map(({ dealId, refused }) => (
              <li key={dealId} class={styles.row}>
                <strong>{state.value.deals.get(dealId)?.deal.name ?? dealId}</strong>
                <span>{refused ? refusalText(new RefusedError({ code: refused })) : ''}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <progress class={styles.progress} max={now.total} value={now.done} aria-label={say('many.running')} />
          <p aria-live="polite">{say('many.progress', { done: now.done, total: now.total })}</p>
        </>
      )}
    </Dialog>
  )
}
