import { useEffect, useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'
import { openPerson } from '../../data/conversations'
import { winDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { cancelTask, tasksOf, tick } from '../../data/tasks'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextField } from '../../ui/field'
import { dayOf } from './days'
import { readAmount, typedAmount } from './deal-fields'
import styles from './dialog-fields.module.css'
import { RadioList } from './radio-list'

type Rest = 'complete' | 'keep' | 'cancel'

/** Asks for what a won deal ended at, and what becomes of its open tasks. */
export function WinDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const [amount, setAmount] = useState(typedAmount(deal.amount, deal.currency))
  const [closedOn, setClosedOn] = useState(dayOf(new Date()))
  const [rest, setRest] = useState<Rest>('complete')
  const [wrong, setWrong] = useState<{ amount?: string; closedOn?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    // A board knows of tasks only when the next one is due. Unread, they stay as they are.
    openPerson(deal.personId).catch(() => {})
  }, [deal.personId])
  const open = tasksOf(state.value, { dealId: deal.id }).filter(({ status }) => status === 'open')
  const submit = async () => {
    const read = readAmount(amount, deal.currency)
    if ('wrong' in read) return setWrong({ amount: read.wrong })
    if (!closedOn) return setWrong({ closedOn: t.value('deal.winDateNeeded') })
    setBusy(true)
    try {
      await winDeal(deal, { amount: read.is, closedOn })
      toast(t.value('deal.wonToast', { name: deal.name }))
      settle(open, rest).catch((error) => toast(refusalText(error), { tone: 'danger' }))
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
        {open.length > 0 ? (
          <RadioList
            label={t.value('deal.winTasks', { count: open.length })}
            options={rests.map((id) => ({ id, label: t.value(`deal.winTasks.${id}`) }))}
            chosen={rest}
            onChoose={setRest}
          />
        ) : null}
      </div>
    </Dialog>
  )
}

const rests: readonly Rest[] = ['complete', 'keep', 'cancel']

async function settle(tasks: readonly Task[], rest: Rest): Promise<void> {
  if (rest === 'keep') return
  await Promise.all(tasks.map((task) => (rest === 'complete' ? tick(task, true) : cancelTask(task.id))))
}
