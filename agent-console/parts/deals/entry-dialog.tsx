import { useState } from 'preact/hooks'
import type { Deal, EntryFields } from '#shared/protocol/deals'
import type { EntryField } from '#shared/protocol/pipelines'
import { RefusedError } from '../../data/client'
import { moveDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { readAmount } from './deal-fields'
import { type Entering, entering } from './enter-stage'
import { ownersIn } from './owners'

/** Asks for what is missing before a deal enters a stage, wherever it was moved from. Shown once, by the shell. */
export function EntryDialog() {
  const asked = entering.value
  return asked ? <Questions key={`${asked.deal.id} ${asked.stage.id}`} asked={asked} /> : null
}

type Problems = Partial<Record<EntryField | 'whole', string>>

function Questions({ asked }: { asked: Entering }) {
  const { deal, stage, missing, beforeId } = asked
  const [typed, setTyped] = useState<Record<EntryField, string>>(empty)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const say = t.value
  const leave = (moved?: typeof deal) => {
    entering.value = null
    asked.settle(moved)
  }
  const submit = async () => {
    const { fields, wrong } = read(typed, missing, deal.currency)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    setBusy(true)
    try {
      leave(await moveDeal(state.value.deals.get(deal.id)?.deal ?? deal, stage.id, beforeId, fields))
    } catch (error) {
      const field = error instanceof RefusedError ? error.details.field : undefined
      setProblems({ [missing.find((one) => one === field) ?? 'whole']: refusalText(error) })
      setBusy(false)
    }
  }
  const control = (field: EntryField) => ({
    label: say(`pipelines.field.${field}`),
    error: problems[field],
    value: typed[field],
    onValue: (value: string) => setTyped({ ...typed, [field]: value }),
  })
  return (
    <FormDialog
      title={say('pipelines.entry', { name: deal.name, stage: stage.name })}
      action={say('pipelines.entryMove')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void submit()}
      onClose={() => leave()}
    >
      {missing.map((field) => {
        if (field === 'ownerId') return <SelectField key={field} {...control(field)} options={owners(deal)} />
        if (field === 'description') return <TextArea key={field} {...control(field)} maxLength={32_000} />
        if (field === 'closesOn') return <TextField key={field} {...control(field)} type="date" />
        const { label, ...rest } = control(field)
        return <TextField key={field} {...rest} label={`${label} (${deal.currency})`} inputMode="decimal" />
      })}
    </FormDialog>
  )
}

const empty: Record<EntryField, string> = { amount: '', closesOn: '', ownerId: '', description: '' }

const owners = ({ pipelineId }: Deal) => [
  { value: '', label: t.value('deal.nobody') },
  ...ownersIn(state.value, pipelineId).map(({ id, name }) => ({ value: id, label: name })),
]

/** What was typed as the request takes it, and what is wrong with it. */
function read(
  typed: Record<EntryField, string>,
  missing: readonly EntryField[],
  currency: string,
): { fields: EntryFields; wrong: Problems } {
  const fields: EntryFields = {}
  const wrong: Problems = {}
  for (const field of missing) {
    const value = typed[field].trim()
    if (value === '') wrong[field] = t.value('pipelines.entryNeeded')
    else if (field !== 'amount') fields[field] = value
    else {
      const answer = readAmount(value, currency)
      if ('wrong' in answer) wrong.amount = answer.wrong
      else if (answer.is !== null) fields.amount = answer.is
    }
  }
  return { fields, wrong }
}
