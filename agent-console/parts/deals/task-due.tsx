import { useState } from 'preact/hooks'
import { readDue } from '#shared/rules/due-words'
import { locale, t } from '../../data/session'
import { TextField } from '../../ui/field'
import { Toggle, Toggles } from '../../ui/toggles'
import { type Picked, pickedAt, quickDues, wallClock } from './due-picks'
import { quickWords } from './task-dues'
import styles from './task-form.module.css'

type TaskDueProps = { value: Picked; onValue: (value: Picked) => void; error?: string | undefined }

/** When a task is due: one press for what people choose most, in words, or a day and a time. */
export function TaskDue({ value, onValue, error }: TaskDueProps) {
  const [words, setWords] = useState('')
  const read = readDue(words, locale.value, wallClock(new Date()))
  const say = (next: string) => {
    setWords(next)
    const found = readDue(next, locale.value, wallClock(new Date()))
    if (found) onValue({ day: found.day, time: found.time ?? '' })
  }
  const choose = (next: Picked) => {
    setWords('')
    onValue(next)
  }
  return (
    <>
      <Toggles label={t.value('task.quick')}>
        {quickDues(new Date()).map((quick) => {
          const at = pickedAt(quick.at)
          const isChosen = at.day === value.day && at.time === value.time
          return (
            <Toggle key={quick.kind} pressed={isChosen} onPress={() => choose(isChosen ? { day: '', time: '' } : at)}>
              {quickWords(quick)}
            </Toggle>
          )
        })}
      </Toggles>
      <TextField
        label={t.value('task.words')}
        bare
        placeholder={t.value('task.wordsExample')}
        value={words}
        onValue={say}
        error={words.trim() !== '' && !read ? t.value('task.wordsUnread') : null}
        maxLength={60}
        autocomplete="off"
      />
      <div class={styles.pair}>
        <TextField
          label={t.value('task.day')}
          type="date"
          value={value.day}
          onValue={(day) => choose({ ...value, day })}
        />
        <TextField
          label={t.value('task.time')}
          type="time"
          value={value.time}
          onValue={(time) => choose({ ...value, time })}
          error={error}
        />
      </div>
    </>
  )
}
