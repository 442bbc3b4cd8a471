import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { winDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/field'
import { dayOf } from './days'
import { readAmount, typedAmount } from './deal-fields'
import styles from './dialog-fields.module.css'
import { nextTaskOf } from './next-task'
import { OpenTasksField, useOpenTasks } from './open-tasks'

/** Asks for what a won deal ended at, and what becomes of its open tasks. */
export function WinDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const [amount, setAmount] = useState(typedAmount(deal.amount, deal.currency))
  const [closedOn, setClosedOn] = useState(dayOf(new Date()))
  const openTasks = useOpenTasks(deal, 'complete')
  const [wrong, setWrong] = useState<{ amount?: string; closedOn?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    const read = readAmount(amount, deal.currency)
    if ('wrong' in read) return setWrong({ amount: read.wrong })
    if (!closedOn) return setWrong({ closedOn: t.value('deal.winDateNeeded') })
    setBusy(true)
    try {
      await winDeal(deal, { amount: read.is, closedOn, tasks: openTasks.tasks })
      toast(t.value('deal.wonToast', { name: deal.name }), { onward: nextTaskOf(deal) })
      onClose()
    } catch (error) {
      setWrong({ all: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.value('deal.winTitle', { name: deal.name })}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t.value('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t.value('deal.win')}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        <TextField
          label={`${t.value('deal.winAmount')} (${deal.currency})`}
          value={amount}
          onValue={setAmount}
          error={wrong.amount}
          inputMode="decimal"
          autocomplete="off"
        />
        <TextField
          label={t.value('deal.winDate')}
          type="date"
          value={closedOn}
          onValue={setClosedOn}
          error={wrong.closedOn ?? wrong.all}
        />
        <OpenTasksField choice={openTasks} />
      </div>
    </Dialog>
  )
}
