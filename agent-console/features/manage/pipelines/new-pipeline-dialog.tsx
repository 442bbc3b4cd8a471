import { useState } from 'preact/hooks'
import type { PipelineTemplate } from '#shared/protocol/pipeline-requests'
import type { Pipeline } from '#shared/protocol/pipelines'
import { RefusedError } from '../../../data/client'
import { createPipeline } from '../../../data/pipelines'
import { locale, refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { SelectField, TextField } from '../../../ui/field'
import { FormDialog } from '../../../ui/form-dialog'
import { currencies } from './currencies'

const templates: readonly PipelineTemplate[] = ['sales', 'service', 'rental']

type NewPipelineDialogProps = {
  pipelines: readonly Pipeline[]
  /** The one to be like, where somebody duplicates it. */
  like?: Pipeline
  onMade: (pipeline: Pipeline) => void
  onClose: () => void
}

/** A name, a currency, and what to begin with: a template, or another pipeline. */
export function NewPipelineDialog({ pipelines, like, onMade, onClose }: NewPipelineDialogProps) {
  const say = t.value
  const [name, setName] = useState(like ? say('pipelines.copyOf', { name: like.name }) : '')
  const [currency, setCurrency] = useState(like?.currency ?? usualCurrency())
  const [model, setModel] = useState<string>(like?.id ?? 'sales')
  const [problems, setProblems] = useState<{ name?: string; whole?: string }>({})
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (!name.trim()) return setProblems({ name: say('pipelines.nameNeeded') })
    setBusy(true)
    try {
      const template = templates.find((one) => one === model)
      const made = await createPipeline({ name, currency, ...(template ? { template } : { copyOf: model }) })
      toast(say('pipelines.made', { name: made.name }))
      onMade(made)
      onClose()
    } catch (error) {
      const taken = error instanceof RefusedError && error.code === 'name-taken'
      setProblems({ [taken ? 'name' : 'whole']: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say('pipelines.add')}
      action={say('pipelines.make')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={say('pipelines.name')}
        error={problems.name}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      <SelectField
        label={say('pipelines.currency')}
        help={say('pipelines.currencyHelp')}
        options={currencies()}
        value={currency}
        onValue={setCurrency}
      />
      <SelectField
        label={say('pipelines.begin')}
        help={
          templates.some((one) => one === model)
            ? say(`pipelines.template.${model as PipelineTemplate}.text`)
            : say('pipelines.likeText')
        }
        options={[
          ...templates.map((value) => ({ value, label: say(`pipelines.template.${value}`) })),
          ...pipelines.map(({ id, name: label }) => ({ value: id, label: say('pipelines.like', { name: label }) })),
        ]}
        value={model}
        onValue={setModel}
      />
    </FormDialog>
  )
}

/** What people who read this language count in, where the house says nothing else. */
const usualCurrency = () =>
  navigator.language.toLowerCase().startsWith('tr') || locale.value === 'tr'
    ? 'TRY'
    : (state.value.installation?.currency ?? 'USD')
