import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { formatMoney } from '#shared/values/money'
import { byRank } from '#shared/values/rank'
import { stagesFor, transferDeal } from '../../data/deals'
import { locale, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { readAmount } from './deal-fields'

/** Where else a deal could go; whether there is anywhere decides whether it is offered. */
export const otherPipelines = ({ pipelineId }: Deal) =>
  [...state.value.pipelines.values()].filter((one) => one.id !== pipelineId && !one.isArchived).sort(byRank)

const optionOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

/** Asks for pipeline and stage, and for the amount where it would mean something else there. */
export function TransferDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const others = otherPipelines(deal)
  const [pipelineId, setPipelineId] = useState(others[0]?.id ?? '')
  const [stageId, setStageId] = useState('')
  const [amount, setAmount] = useState('')
  const [wrong, setWrong] = useState<{ amount?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const pipeline = others.find(({ id }) => id === pipelineId)
  const stages = stagesFor(pipeline)
  const stage = stages.find(({ id }) => id === stageId) ?? stages[0]
  if (!pipeline || !stage) return null
  const worth = deal.amount !== null && pipeline.currency !== deal.currency ? deal.amount : null
  const submit = async () => {
    const read = worth === null ? { is: undefined } : readAmount(amount, pipeline.currency)
    if ('wrong' in read) return setWrong({ amount: read.wrong })
    setBusy(true)
    try {
      await transferDeal(deal, stage.id, read.is)
      toast(t.value('deal.transferred', { name: deal.name, stage: stage.name }))
      onClose()
    } catch (error) {
      setWrong({ all: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t.value('deal.transferTitle', { name: deal.name })}
      action={t.value('deal.transferDo')}
      busy={busy}
      problem={wrong.all}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SelectField
        label={t.value('deal.transferTo')}
        value={pipelineId}
        onValue={setPipelineId}
        options={others.map(optionOf)}
      />
      <SelectField label={t.value('deal.stage')} value={stage.id} onValue={setStageId} options={stages.map(optionOf)} />
      {worth === null ? null : (
        <TextField
          label={t.value('deal.transferWorth', { currency: pipeline.currency })}
          help={t.value('deal.transferWorthHelp', { amount: formatMoney(worth, deal.currency, locale.value) })}
          value={amount}
          onValue={setAmount}
          error={wrong.amount}
          inputMode="decimal"
          autocomplete="off"
        />
      )}
    </FormDialog>
  )
}
