import { useState } from 'preact/hooks'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { stagesFor } from '../../../data/deals'
import { removeStage } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { RadioList } from '../../../parts/deals/radio-list'
import { totalsIn } from '../../../parts/deals/weight'
import { tracked } from '../../../parts/fields/autosave'
import { FormDialog } from '../../../ui/form-dialog'

type RemoveStageDialogProps = { stage: Stage; pipeline: Pipeline; onClose: () => void }

/** Asks where the deals of a stage go. Nothing is chosen beforehand: a wrong guess would move them all. */
export function RemoveStageDialog({ stage, pipeline, onClose }: RemoveStageDialogProps) {
  const [target, setTarget] = useState<string>()
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const say = t.value
  const others = stagesFor(pipeline).filter(({ id }) => id !== stage.id)
  const count = totalsIn(state.value.totals, stage.id).count
  const submit = async () => {
    if (!target) return setWrong(say('pipelines.chooseStage'))
    setBusy(true)
    try {
      const after = await tracked(removeStage(stage, target))
      const to = others.find(({ id }) => id === target)?.name ?? ''
      const isUnderWay = after.stages.some(({ id }) => id === stage.id)
      toast(say(isUnderWay ? 'pipelines.stageGoing' : 'pipelines.stageMoved', { name: stage.name, to }))
      onClose()
    } catch (error) {
      setWrong(refusalText(error))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say('pipelines.removeStage', { name: stage.name })}
      action={say('pipelines.removeAndMove')}
      busy={busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <RadioList
        // Deals of sites this agent does not work on are there as well and are not counted for them.
        label={count > 0 ? say('pipelines.whereTo', { count }) : say('pipelines.whereToAll')}
        options={others.map(({ id, name }) => ({ id, label: name }))}
        chosen={target}
        error={wrong || undefined}
        onChoose={(id) => {
          setTarget(id)
          setWrong('')
        }}
      />
    </FormDialog>
  )
}
