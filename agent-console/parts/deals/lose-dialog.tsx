import { useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { RefusedError } from '../../data/client'
import { loseDeal, pipelineOf } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import styles from './dialog-fields.module.css'
import { RadioList } from './radio-list'

/** Asks why a deal was lost; the server insists on a reason, so its own words are shown. */
export function LoseDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const [reasonId, setReasonId] = useState<string>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<{ about: 'reason' | 'note'; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const reasons = pipelineOf(state.value, deal)?.lossReasons ?? []
  const needsNote = reasons.find(({ id }) => id === reasonId)?.needsNote ?? false
  const submit = async () => {
    setBusy(true)
    try {
      await loseDeal(deal, { lossReasonId: reasonId, lossNote: note.trim() })
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
          label={t.value('deal.reason')}
          options={reasons.map(({ id, label }) => ({ id, label }))}
          chosen={reasonId}
          error={wrong?.about === 'reason' ? wrong.text : undefined}
          onChoose={(id) => {
            setReasonId(id)
            setWrong(null)
          }}
        />
        <TextArea
          label={t.value(needsNote ? 'deal.lossNoteNeeded' : 'deal.lossNote')}
          value={note}
          onValue={setNote}
          maxLength={2000}
          required={needsNote}
          error={wrong?.about === 'note' ? wrong.text : undefined}
        />
      </div>
    </Dialog>
  )
}
