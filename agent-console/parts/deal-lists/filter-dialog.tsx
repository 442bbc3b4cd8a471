import { useState } from 'preact/hooks'
import type { FilterWords } from '#shared/rules/deal-filter'
import { parseMoney } from '#shared/values/money'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Checkbox, SelectField, TextField } from '../../ui/field'
import { typedAmount } from '../deals/deal-fields'
import styles from './filter-dialog.module.css'
import { ends, RangeField, span } from './range-field'

type FilterDialogProps = {
  filter: FilterWords
  /** In which amounts are typed. */
  currency: string
  onApply: (filter: FilterWords) => void
  onClose: () => void
}

/** Everything deals can be narrowed by, beside the words that are always in sight. */
export function FilterDialog({ filter, currency, onApply, onClose }: FilterDialogProps) {
  const say = t.value
  const minor = ends(filter.amount)
  const typed = (value: string) => (value ? typedAmount(Number(value), currency) : '')
  const [owners, setOwners] = useState(new Set(filter.owner?.split(',') ?? []))
  const [created, setCreated] = useState(ends(filter.created))
  const [closed, setClosed] = useState(ends(filter.closed))
  const [closes, setCloses] = useState(ends(filter.closes))
  const [amount, setAmount] = useState({ from: typed(minor.from), until: typed(minor.until) })
  const [task, setTask] = useState(filter.task ?? '')
  const [stuck, setStuck] = useState(filter.stuck === 'yes')
  const [source, setSource] = useState(filter.source ?? '')
  const [tag, setTag] = useState(filter.tag ?? '')
  const [wrong, setWrong] = useState('')
  const apply = () => {
    const [from, until] = [amount.from, amount.until].map((text) => parseMoney(text, currency, locale.value))
    if (from === undefined || until === undefined) return setWrong(say('filter.badAmount'))
    onApply({
      // What is chosen elsewhere stays.
      ...filter,
      ...{ owner: [...owners].join(',') || undefined, task: task || undefined, stuck: stuck ? 'yes' : undefined },
      ...{ created: span(created), closes: span(closes), closed: span(closed) },
      amount: span({ from: from === null ? '' : String(from), until: until === null ? '' : String(until) }),
      ...{ source: source.trim() || undefined, tag: tag.trim() || undefined },
    })
  }
  const pick = (id: string, chosen: boolean) => {
    const next = new Set(owners)
    if (chosen) next.add(id)
    else next.delete(id)
    setOwners(next)
  }
  const agents = [...state.value.agents.values()].filter(({ disabled, id }) => !disabled || owners.has(id))
  const range = { from: say('filter.from'), until: say('filter.until') }
  return (
    <Dialog
      open
      side
      onClose={onClose}
      onSubmit={apply}
      title={say('filter.title')}
      actions={
        <>
          <Button onClick={() => onApply({ outcome: filter.outcome, stage: undefined })}>{say('filter.clear')}</Button>
          <Button kind="primary" type="submit">
            {say('filter.apply')}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        <fieldset class={styles.group}>
          <legend class={styles.legend}>{say('deal.owner')}</legend>
          {agents.map(({ id, name }) => (
            <Checkbox key={id} label={name} checked={owners.has(id)} onChecked={(it) => pick(id, it)} />
          ))}
          <Checkbox label={say('deal.nobody')} checked={owners.has('none')} onChecked={(it) => pick('none', it)} />
        </fieldset>
        <SelectField
          label={say('filter.task')}
          value={task}
          onValue={setTask}
          options={[
            { value: '', label: say('filter.any') },
            ...tasks.map((value) => ({ value, label: say(`filter.task.${value}`) })),
          ]}
        />
        <Checkbox label={say('filter.stuckOnly')} checked={stuck} onChecked={setStuck} />
        <RangeField
          from={say('filter.least')}
          until={say('filter.most')}
          legend={`${say('deal.amount')} (${currency})`}
          value={amount}
          error={wrong || undefined}
          input={{ inputMode: 'decimal', autocomplete: 'off' }}
          onValue={setAmount}
        />
        <RangeField
          {...range}
          legend={say('deal.closesOn')}
          value={closes}
          input={{ type: 'date' }}
          onValue={setCloses}
        />
        <RangeField
          {...range}
          legend={say('filter.created')}
          value={created}
          input={{ type: 'date' }}
          onValue={setCreated}
        />
        <RangeField
          {...range}
          legend={say('filter.closed')}
          value={closed}
          input={{ type: 'date' }}
          onValue={setClosed}
        />
        <TextField label={say('filter.tag')} value={tag} onValue={setTag} maxLength={40} autocomplete="off" />
        <TextField label={say('deal.source')} value={source} onValue={setSource} maxLength={120} autocomplete="off" />
      </div>
    </Dialog>
  )
}

const tasks = ['none', 'today', 'overdue'] as const
