import { Plus } from 'lucide'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { addReason } from '../../data/pipelines'
import { refusalText, t } from '../../data/session'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import styles from './add-reason.module.css'

type AddReasonProps = { pipeline: Pipeline; onAdded: (reasonId: string) => void }

/** A reason nobody had thought of, added where it is needed; it is in the list from then on. */
export function AddReason({ pipeline, onAdded }: AddReasonProps) {
  const [label, setLabel] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const isOpen = label !== null
  useLayoutEffect(() => {
    if (isOpen) place.current?.querySelector('input')?.focus()
  }, [isOpen])
  const add = async () => {
    const wanted = label?.trim()
    if (!wanted || busy) return
    setBusy(true)
    const known = new Set(pipeline.lossReasons.map(({ id }) => id))
    try {
      const { lossReasons } = await addReason(pipeline, wanted)
      const added = lossReasons.find((one) => !known.has(one.id) && one.label === wanted)
      if (added) onAdded(added.id)
      setLabel(null)
      const reasons = place.current?.closest('fieldset')
      requestAnimationFrame(() => reasons?.querySelector<HTMLElement>('input:checked')?.focus())
    } catch (error) {
      setProblem(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Neither is meant for the dialog.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') void add()
    else setLabel(null)
  }
  if (!isOpen)
    return (
      <div ref={place} class={styles.begin}>
        <Button size="small" kind="ghost" icon={Plus} onClick={() => setLabel('')}>
          {t.value('deal.addReason')}
        </Button>
      </div>
    )
  return (
    <div ref={place} class={styles.add}>
      <TextField
        bare
        label={t.value('deal.newReason')}
        placeholder={t.value('deal.newReason')}
        class={styles.grow}
        value={label}
        onValue={(value) => {
          setLabel(value)
          setProblem('')
        }}
        onKeyDown={onKeyDown}
        error={problem}
        maxLength={80}
        autocomplete="off"
      />
      <Button busy={busy} onClick={() => void add()}>
        {t.value('deal.addReasonNow')}
      </Button>
    </div>
  )
}
