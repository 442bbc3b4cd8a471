import { ArrowRightLeft, X } from 'lucide'
import { useState } from 'preact/hooks'
import { convertMany } from '../../data/conversion'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { showBatch } from '../../parts/conversion/converting'
import { Button, IconButton } from '../../ui/button'
import styles from './leads.module.css'

/** So many are converted in one go. */
const most = 200

/** What can be done to all leads that are chosen. */
export function LeadBulk({ leadIds, onClear }: { leadIds: readonly string[]; onClear: () => void }) {
  const [busy, setBusy] = useState(false)
  if (leadIds.length === 0) return null
  const say = t.value
  const convert = () => {
    setBusy(true)
    convertMany(leadIds.slice(0, most))
      .then(
        (batchId) => {
          showBatch(batchId)
          onClear()
        },
        (error) => toast(refusalText(error), { tone: 'danger' }),
      )
      .finally(() => setBusy(false))
  }
  return (
    <div class={styles.bulk} role="toolbar" aria-label={say('batch.bar')}>
      <strong aria-live="polite">{say('contacts.picked', { count: leadIds.length })}</strong>
      <Button icon={ArrowRightLeft} busy={busy} onClick={convert}>
        {say('convert.do')}
      </Button>
      <IconButton icon={X} label={say('contacts.drop')} onClick={onClear} />
    </div>
  )
}
