import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { refusalText } from '../../../data/session'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import styles from './lines.module.css'

type AddLineProps = { label: string; action: string; onAdd: (name: string) => Promise<unknown> }

/** A name and Enter: the next line is ready for the next one. */
export function AddLine({ label, action, onAdd }: AddLineProps) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const add = async () => {
    const wanted = name.trim()
    if (!wanted || busy) return
    setBusy(true)
    try {
      await onAdd(wanted)
      setName('')
      setProblem('')
    } catch (error) {
      setProblem(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        bare
        label={label}
        placeholder={label}
        autocomplete="off"
        maxLength={80}
        class={styles.grow}
        value={name}
        onValue={(value) => {
          setName(value)
          setProblem('')
        }}
        error={problem}
      />
      <Button type="submit" icon={Plus} busy={busy}>
        {action}
      </Button>
    </form>
  )
}
