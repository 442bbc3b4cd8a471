import type { Condition } from '#shared/protocol/rules'
import { locale, t } from '../../../data/session'
import { TextField } from '../../../ui/field'
import { Toggle, Toggles } from '../../../ui/toggles'
import styles from './rules.module.css'

type Hours = Extract<Condition, { field: 'hours' }>

/** From Monday on. */
const week = [1, 2, 3, 4, 5, 6, 0]

/** Days of the week and from when until when, by the clocks of the installation. */
export function HoursValue({ condition, onChange }: { condition: Hours; onChange: (condition: Hours) => void }) {
  const say = t.value
  const { days } = condition
  const turn = (day: number) => {
    const left = days.includes(day) ? days.filter((one) => one !== day) : [...days, day]
    // On no day at all it would never be so.
    if (left.length > 0) onChange({ ...condition, days: week.filter((one) => left.includes(one)) })
  }
  return (
    <div class={styles.hours}>
      <Toggles label={say('rule.weekdays')}>
        {week.map((day) => (
          <Toggle key={day} pressed={days.includes(day)} label={dayName(day, 'long')} onPress={() => turn(day)}>
            {dayName(day, 'short')}
          </Toggle>
        ))}
      </Toggles>
      <span class={styles.choice}>
        <TextField
          bare
          type="time"
          label={say('rule.hours.from')}
          value={condition.from}
          onValue={(from) => from && onChange({ ...condition, from })}
        />
        <span class={styles.glue}>{say('rule.and')}</span>
        <TextField
          bare
          type="time"
          label={say('rule.hours.until')}
          value={condition.until}
          onValue={(until) => until && onChange({ ...condition, until })}
        />
      </span>
    </div>
  )
}

/** `Mon, Tue 09:00–18:00`. */
export const hoursWords = ({ days, from, until }: Hours): string =>
  `${days.map((day) => dayName(day, 'short')).join(', ')} ${from}–${until}`

const someSunday = Date.UTC(2026, 10, 22)
const dayName = (day: number, length: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locale.value, { weekday: length, timeZone: 'UTC' }).format(someSunday + day * 86_400_000)
