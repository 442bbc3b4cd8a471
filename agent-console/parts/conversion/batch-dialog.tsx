import { useEffect, useState } from 'preact/hooks'
import type { ConversionBatch } from '#shared/protocol/conversions'
import { type RefusalCode, refusals } from '#shared/protocol/refusals'
import { RefusedError } from '../../data/client'
import { readBatch } from '../../data/conversion'
import { refusalText, t } from '../../data/session'
import { contactsPath, leadPath } from '../../routes'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import styles from './conversion.module.css'

/** How long until the next look while some wait. */
const lookMs = 700

type Row = ConversionBatch['rows'][number]

/** Many leads on their way: how far it is, and who is left for somebody to look at. Closing it stops nothing. */
export function BatchDialog({ batchId, onClose }: { batchId: string; onClose: () => void }) {
  const [batch, setBatch] = useState<ConversionBatch | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      readBatch(batchId).then(
        (read) => {
          setBatch(read)
          if (read.rows.some(({ state }) => state === 'waiting')) timer = setTimeout(look, lookMs)
        },
        () => (timer = setTimeout(look, 5 * lookMs)),
      )
    }
    look()
    return () => clearTimeout(timer)
  }, [batchId])
  const say = t.value
  const rows = batch?.rows ?? []
  const of = (state: Row['state']) => rows.filter((row) => row.state === state)
  const settled = rows.length - of('waiting').length
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('batch.title')}
      actions={
        <Button kind="primary" onClick={onClose} data-focus>
          {say('ui.close')}
        </Button>
      }
    >
      <p role="status">{say('batch.progress', { done: settled, total: rows.length })}</p>
      <progress
        class={styles.progress}
        max={Math.max(1, rows.length)}
        value={settled}
        aria-label={say('batch.title')}
      />
      <Rows title={say('batch.converted', { count: of('converted').length })} rows={of('converted')} />
      <Rows title={say('batch.skipped', { count: of('skipped').length })} rows={of('skipped')} />
      <Rows title={say('batch.refused', { count: of('refused').length })} rows={of('refused')} withWhy />
    </Dialog>
  )
}

function Rows({ title, rows, withWhy = false }: { title: string; rows: readonly Row[]; withWhy?: boolean }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h3 class={styles.summaryTitle}>{title}</h3>
      <ul class={styles.lines}>
        {rows.map(({ leadId, name, contactId, refused }) => (
          <li key={leadId} dir="auto">
            <a href={contactId ? contactsPath(contactId) : leadPath(leadId)}>{name || t.value('lead.one')}</a>
            {withWhy && refused && isCode(refused) ? ` · ${refusalText(new RefusedError({ code: refused }))}` : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

const isCode = (code: string): code is RefusalCode => code in refusals
