import { useState } from 'preact/hooks'
import { findPeople } from '../../data/deal-acts'
import { t } from '../../data/session'
import { Combobox } from '../../ui/combobox'
import { personWords } from '../deals/words'
import { useLater } from '../records/use-later'

/** Somebody known, or the name of somebody new. */
export type Picked = { id: string; name: string } | { name: string }

type PersonPickerProps = { picked: Picked | null; error?: string | undefined; onPick: (picked: Picked | null) => void }

type Found = Awaited<ReturnType<typeof findPeople>>

/** Finds a person by some letters; who is not found is somebody new of that name. */
export function PersonPicker({ picked, error, onPick }: PersonPickerProps) {
  const [typed, setTyped] = useState(picked?.name ?? '')
  const [open, setOpen] = useState(false)
  const say = t.value
  const q = open ? typed.trim() : ''
  const none: Found = []
  const found = useLater(q, async () => (q === '' ? none : findPeople(q)), none, 150)
  const options: { key: string; label: string; picked: Picked }[] = [
    ...found.map((person) => ({
      ...{ key: person.id, label: `${personWords(person)}${person.name ? ` · ${person.code}` : ''}` },
      picked: { id: person.id, name: personWords(person) },
    })),
    ...(q ? [{ key: 'new', label: say('quick.newPerson', { name: q }), picked: { name: q } }] : []),
  ]
  return (
    <Combobox
      label={say('quick.person')}
      error={error}
      help={picked && !('id' in picked) ? say('quick.isNew') : undefined}
      maxLength={120}
      value={typed}
      options={options}
      open={open}
      onType={(text) => {
        setTyped(text)
        setOpen(true)
        // Letters alone are somebody new, until somebody known is chosen.
        onPick(text.trim() ? { name: text.trim() } : null)
      }}
      onChoose={(option) => {
        setTyped(option.picked.name)
        setOpen(false)
        onPick(option.picked)
      }}
      onClose={() => setOpen(false)}
    />
  )
}
