import { Search } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../data/session'
import { useHotkeys } from '../../ui/hotkeys'
import { Icon } from '../../ui/icon'
import styles from './deals-head.module.css'

/** How long after the last letter is searched. */
const pauseMs = 250

type SearchFieldProps = { value: string; onValue: (value: string) => void /** What is searched. */; label: string }

/** Words to find something by; what is typed is asked for after a moment, and at once by Enter. */
export function SearchField({ value, onValue, label }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(onValue)
  latest.current = onValue
  const said = useRef(value)
  useEffect(() => {
    // The address changed by something else than these letters.
    if (value === said.current) return
    said.current = value
    setTyped(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() === said.current) return
    said.current = text.trim()
    latest.current(text.trim())
  }
  useHotkeys([{ keys: '/', label, group: t.value('list.group'), run: () => input.current?.focus() }])
  return (
    <label class={styles.search}>
      <Icon icon={Search} />
      <input
        ref={input}
        type="search"
        class={styles.input}
        aria-label={label}
        placeholder={label}
        maxLength={120}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => {
          const text = currentTarget.value
          setTyped(text)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => say(text), pauseMs)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') say(typed)
          if (event.key !== 'Escape' || typed === '') return
          event.preventDefault()
          event.stopPropagation()
          setTyped('')
          say('')
        }}
      />
    </label>
  )
}
