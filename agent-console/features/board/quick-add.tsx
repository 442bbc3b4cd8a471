import { useState } from 'preact/hooks'
import type { Stage } from '#shared/protocol/pipelines'
import { addDeal } from '../../data/deal-acts'
import { removeDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { PersonPicker, type Picked } from '../../parts/deal-lists/person-picker'
import { SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import styles from './board.module.css'
import { wanted } from './carry'

/** A deal in a stage with two answers: whose it is, and what it is about. */
export function QuickAdd({ stage, onClose }: { stage: Stage; onClose: () => void }) {
  const sites = [...state.value.sites.values()]
  const [picked, setPicked] = useState<Picked | null>(null)
  const [name, setName] = useState('')
  const [siteId, setSite] = useState(sites[0]?.id ?? '')
  const [wrong, setWrong] = useState<{ person?: string; name?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const say = t.value
  const submit = async () => {
    if (!picked) return setWrong({ person: say('quick.personNeeded') })
    if (name.trim() === '') return setWrong({ name: say('quick.nameNeeded') })
    setBusy(true)
    try {
      const whose = 'id' in picked ? { personId: picked.id } : { siteId, name: picked.name }
      const deal = await addDeal({ stageId: stage.id, whose, name: name.trim() })
      wanted.value = deal.id
      toast(say('quick.made', { name: deal.name, stage: stage.name }), {
        undo: () => void removeDeal(deal).catch((error) => toast(refusalText(error), { tone: 'danger' })),
      })
      onClose()
    } catch (error) {
      setWrong({ all: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say('board.addIn', { stage: stage.name })}
      action={say('quick.add')}
      busy={busy}
      problem={wrong.all}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div class={styles.form}>
        <PersonPicker picked={picked} error={wrong.person} onPick={setPicked} />
        {picked && !('id' in picked) && sites.length > 1 ? (
          <SelectField
            label={say('quick.site')}
            value={siteId}
            onValue={setSite}
            options={sites.map(({ id, name: label }) => ({ value: id, label }))}
          />
        ) : null}
        <TextField
          label={say('deal.name')}
          value={name}
          onValue={setName}
          error={wrong.name}
          maxLength={120}
          autocomplete="off"
        />
      </div>
    </FormDialog>
  )
}
