import type { Slot } from '#shared/rules/field-mapping'
import type { MapTarget } from '#shared/rules/lead-mapping'
import { t } from '../../../data/session'
import { Fold } from '../../../parts/deals/fold'
import { SelectField } from '../../../ui/field'
import styles from './choice-map.module.css'

type ChoiceMapProps = {
  from: Slot
  to: Slot
  target: MapTarget
  fixed: boolean
  onChange: (target: MapTarget) => void
}

/** Which choice of one list becomes which of the other; what becomes none stays on the lead. */
export function ChoiceMap({ from, to, target, fixed, onChange }: ChoiceMapProps) {
  const { options = {} } = target
  const put = (id: string, is: string) => {
    const { [id]: _, ...rest } = options
    onChange({ ...target, options: is ? { ...rest, [id]: is } : rest })
  }
  const count = from.options.filter(({ id }) => !options[id]).length
  return (
    <Fold label={count > 0 ? t.value('mapping.choicesLeft', { count }) : t.value('mapping.choices')}>
      <div class={styles.choices}>
        {from.options.map(({ id, name }) => (
          <div key={id} class={styles.choice}>
            <span class={styles.name}>{name}</span>
            <SelectField
              bare
              disabled={fixed}
              label={name}
              value={options[id] ?? ''}
              onValue={(is) => put(id, is)}
              options={[{ value: '', label: '–' }, ...to.options.map((one) => ({ value: one.id, label: one.name }))]}
            />
          </div>
        ))}
      </div>
    </Fold>
  )
}
