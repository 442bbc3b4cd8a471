import { Plus } from 'lucide'
import { useRef, useState } from 'preact/hooks'
import type { FieldKind, FieldRecord } from '#shared/protocol/fields'
import { fieldKinds } from '#shared/rules/field-kinds'
import { addField } from '../../../data/fields'
import { refusalText, t } from '../../../data/session'
import { tracked } from '../../../parts/fields/autosave'
import { Button } from '../../../ui/button'
import { SelectField, TextField } from '../../../ui/field'
import styles from './add-field.module.css'

/** A name, what it holds, and Enter: the next line is ready for the next one. */
export function AddField({ record }: { record: FieldRecord }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<FieldKind>('text')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const say = t.value
  const add = async () => {
    const wanted = name.trim()
    if (busy) return
    if (!wanted) return setProblem(say('pipelines.nameNeeded'))
    setBusy(true)
    try {
      await tracked(addField(record, wanted, kind))
      setName('')
      setProblem('')
      form.current?.querySelector('input')?.focus()
    } catch (error) {
      setProblem(refusalText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      class={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        bare
        label={say('fields.newField')}
        placeholder={say('fields.newField')}
        autocomplete="off"
        maxLength={60}
        class={styles.name}
        value={name}
        onValue={(value) => {
          setName(value)
          setProblem('')
        }}
        error={problem}
      />
      <SelectField
        bare
        label={say('fields.holds')}
        value={kind}
        onValue={(value) => setKind(fieldKinds.find((one) => one === value) ?? 'text')}
        options={fieldKinds.map((one) => ({ value: one, label: say(`fields.kind.${one}`) }))}
      />
      <Button type="submit" icon={Plus} busy={busy}>
        {say('fields.add')}
      </Button>
    </form>
  )
}
