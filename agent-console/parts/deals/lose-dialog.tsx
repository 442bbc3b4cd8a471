import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { RefusedError } from '../../data/client'
import { loseDeal, pipelineOf } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextArea, TextField } from '../../ui/field'
import { AddReason } from './add-reason'
import styles from './dialog-fields.module.css'
import { OpenTasksField, useOpenTasks } from './open-tasks'
import { RadioList } from './radio-list'

/** Asks why a deal was lost; the server insists on a reason, so its own words are shown. */
export function LoseDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const [reasonId, setReasonId] = useState<string>()
  const [note, setNote] = useState('')
  const [competitor, setCompetitor] = useState('')
  const [followUpOn, setFollowUpOn] = useState('')
  const openTasks = useOpenTasks(deal, 'cancel')
  const [wrong, setWrong] = useState<{ about: 'reason' | 'note'; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const pipeline = pipelineOf(state.value, deal)
  const reasons = pipeline?.lossReasons ?? []
  const needsNote = reasons.find(({ id }) => id === reasonId)?.needsNote ?? false
  const choose = (id: string) => {
    setReasonId(id)
    setWrong(null)
  }
  const submit = async () => {
    setBusy(true)
    try {
      await loseDeal(deal, {
        ...{ lossReasonId: reasonId, lossNote: note.trim(), competitor: competitor.trim() },
        ...{ tasks: openTasks.tasks, followUpOn: followUpOn || undefined },
      })
      toast(t.value('deal.lostToast', { name: deal.name }))
      onClose()
    } catch (error) {
      const aboutNote = error instanceof RefusedError && error.code === 'loss-note-required'
      setWrong({ about: aboutNote ? 'note' : 'reason', text: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.value('deal.loseTitle', { name: deal.name })}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t.value('ui.cancel')}</Button>
          <Button kind="danger" type="submit" busy={busy}>
            {t.value('deal.lose')}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        <RadioList
          label={t.value(pipeline?.reasonRequired === false ? 'deal.reasonOptional' : 'deal.reason')}
          options={reasons.map(({ id, label }) => ({ id, label }))}
          chosen={reasonId}
          error={wrong?.about === 'reason' ? wrong.text : undefined}
          onChoose={choose}
          more={pipeline && may('pipelines.manage') ? <AddReason pipeline={pipeline} onAdded={choose} /> : null}
        />
        <TextArea
          label={t.value(needsNote ? 'deal.lossNoteNeeded' : 'deal.lossNote')}
          value={note}
          onValue={setNote}
          maxLength={2000}
          required={needsNote}
          error={wrong?.about === 'note' ? wrong.text : undefined}
        />
        <TextField
          label={t.value('deal.competitor')}
          value={competitor}
          onValue={setCompetitor}
          maxLength={120}
          autocomplete="off"
        />
        <TextField
          label={t.value('deal.followUp')}
          help={t.value('deal.followUpHelp')}
          type="date"
          value={followUpOn}
          onValue={setFollowUpOn}
        />
        <OpenTasksField choice={openTasks} />
      </div>
    </Dialog>
  )
}
