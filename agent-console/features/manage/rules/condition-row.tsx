import { Plus, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { Condition, Event } from '#shared/protocol/rules'
import { fieldsOf } from '#shared/rules/automation'
import { minorDigits, parseMoney } from '#shared/values/money'
import { locale, t } from '../../../data/session'
import { IconButton } from '../../../ui/button'
import { SelectField, TextField } from '../../../ui/field'
import { freshCondition } from './fresh-parts'
import { HoursValue } from './hours-value'
import { isListed, type Listed, relationOptions, valueOptions } from './options'
import styles from './rules.module.css'

type RowProps = {
  on: Event
  condition: Condition
  onChange: (condition: Condition) => void
  onDrop: () => void
}

/** One condition as part of a sentence: what, is or is not, which. */
export function ConditionRow({ on, condition, onChange, onDrop }: RowProps) {
  const say = t.value
  return (
    <li class={styles.part}>
      <SelectField
        bare
        label={say('rule.field')}
        value={condition.field}
        onValue={(field) => onChange(freshCondition(field as Condition['field']))}
        options={fieldsOf(on).map((field) => ({ value: field, label: say(`rule.field.${field}`) }))}
      />
      <SelectField
        bare
        label={say('rule.relation')}
        value={condition.is ? 'yes' : 'no'}
        onValue={(yes) => onChange({ ...condition, is: yes === 'yes' })}
        options={relationOptions(condition.field)}
      />
      <Value condition={condition} onChange={onChange} />
      <IconButton icon={X} label={say('rule.dropCondition')} onClick={onDrop} />
    </li>
  )
}

function Value({ condition, onChange }: Pick<RowProps, 'condition' | 'onChange'>) {
  const say = t.value
  if ('anyOf' in condition && isListed(condition.field))
    return (
      <Choices
        field={condition.field}
        chosen={condition.anyOf}
        onChosen={(anyOf) => onChange({ ...condition, anyOf } as Condition)}
      />
    )
  if ('text' in condition)
    return (
      <TextField
        bare
        label={say('rule.words')}
        value={condition.text}
        maxLength={100}
        onValue={(text) => onChange({ ...condition, text })}
      />
    )
  if (condition.field === 'hours') return <HoursValue condition={condition} onChange={onChange} />
  return condition.field === 'amount' ? <Range condition={condition} onChange={onChange} /> : null
}

type ChoicesProps = { field: Listed; chosen: readonly string[]; onChosen: (chosen: string[]) => void }

/** One of a list, or another, or a third. */
function Choices({ field, chosen, onChosen }: ChoicesProps) {
  const say = t.value
  const options = valueOptions(field)
  const others = options.filter(({ value }) => !chosen.includes(value))
  return (
    <>
      {chosen.map((one, at) => (
        <span key={one} class={styles.choice}>
          {at > 0 ? <span class={styles.glue}>{say('rule.or')}</span> : null}
          <SelectField
            bare
            label={say('rule.value')}
            value={one}
            onValue={(is) => onChosen(chosen.map((it) => (it === one ? is : it)))}
            options={options.filter(({ value }) => value === one || !chosen.includes(value))}
          />
          {chosen.length > 1 ? (
            <IconButton
              icon={X}
              label={say('rule.dropOr')}
              onClick={() => onChosen(chosen.filter((it) => it !== one))}
            />
          ) : null}
        </span>
      ))}
      {others.length > 0 ? (
        <IconButton
          icon={Plus}
          label={say('rule.addOr')}
          onClick={() => onChosen([...chosen, others[0]?.value ?? ''])}
        />
      ) : null}
    </>
  )
}

type Amounts = Extract<Condition, { field: 'amount' }>

function Range({ condition, onChange }: { condition: Amounts; onChange: (condition: Condition) => void }) {
  const say = t.value
  const { currency } = condition
  return (
    <>
      <Money
        label={say('rule.from')}
        amount={condition.from}
        currency={currency}
        onAmount={(from) => onChange({ ...condition, from })}
      />
      <span class={styles.glue}>{say('rule.and')}</span>
      <Money
        label={say('rule.until')}
        amount={condition.until}
        currency={currency}
        onAmount={(until) => onChange({ ...condition, until })}
      />
      <TextField
        bare
        label={say('rule.currency')}
        value={currency}
        maxLength={3}
        onValue={(is) => onChange({ ...condition, currency: is.toUpperCase() })}
      />
    </>
  )
}

type MoneyProps = { label: string; amount: number | null; currency: string; onAmount: (amount: number | null) => void }

/** An amount as it is typed; what is no amount is left out. */
function Money({ label, amount, currency, onAmount }: MoneyProps) {
  const [typed, setTyped] = useState(amount === null ? '' : String(amount / 10 ** digits(currency)))
  return (
    <TextField
      bare
      label={label}
      placeholder={label}
      inputMode="decimal"
      value={typed}
      onValue={(text) => {
        setTyped(text)
        const read = parseMoney(text, currency.length === 3 ? currency : 'USD', locale.value)
        if (read !== undefined) onAmount(read)
      }}
    />
  )
}

const digits = (currency: string) => (/^[A-Z]{3}$/.test(currency) ? minorDigits(currency) : 2)
