import { useState } from 'preact/hooks'
import type { ManyAct } from '#shared/protocol/deal-lists'
import type { Deal } from '#shared/protocol/deals'
import { pipelineOf } from '../../data/deals'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import type { Closing } from '../deals/closing'
import { RadioList } from '../deals/radio-list'

type CloseManyProps = {
  how: Closing
  count: number
  /** The pipeline the reasons are from; deals of others are refused one by one. */
  of: Pick<Deal, 'pipelineId'>
  onClose: () => void
  onChoose: (act: ManyAct) => void
}

/** One question for many deals that end the same way. */
export function CloseMany({ how, count, of, onClose, onChoose }: CloseManyProps) {
  const [lossReasonId, setReason] = useState<string>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState('')
  const pipeline = pipelineOf(state.value, of)
  const reason = pipeline?.lossReasons.find(({ id }) => id === lossReasonId)
  const say = t.value
  const submit = () => {
    if (how === 'won') return onChoose({ act: 'win' })
    if (!reason && pipeline?.reasonRequired) return setWrong(say('many.reasonNeeded'))
    if (reason?.needsNote && note.trim() === '') return setWrong(say('many.noteNeeded'))
    onChoose({ act: 'lose', ...(lossReasonId ? { lossReasonId } : {}), lossNote: note.trim() })
  }
  return (
    <FormDialog
      title={say(how === 'won' ? 'many.winTitle' : 'many.loseTitle', { count })}
      action={say(how === 'won' ? 'many.win' : 'many.lose', { count })}
      busy={false}
      problem={wrong || undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      {how === 'won' ? (
        <p>{say('many.winText')}</p>
      ) : (
        <>
          <RadioList
            label={say('deal.reason')}
            options={(pipeline?.lossReasons ?? []).map(({ id, label }) => ({ id, label }))}
            chosen={lossReasonId}
            onChoose={(id) => {
              setReason(id)
              setWrong('')
            }}
          />
          <TextArea
            label={say(reason?.needsNote ? 'deal.lossNoteNeeded' : 'deal.lossNote')}
            value={note}
            onValue={setNote}
            maxLength={2000}
          />
        </>
      )}
    </FormDialog>
  )
}
