import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import styles from './composer.module.css'

/** Beyond this height the field scrolls inside. */
const highestPx = 220

type WritingProps = {
  area: RefObject<HTMLTextAreaElement | null>
  label: string
  text: string
  readOnly: boolean
  describedBy: string
  invalid: boolean
  onInput: (text: string) => void
  onSubmit: () => void
  onBlur: () => void
}

/** A field that grows with its words. Enter sends, Shift Enter begins a line, Escape leaves. */
export function Writing({ area, label, text, readOnly, describedBy, invalid, ...on }: WritingProps) {
  useLayoutEffect(() => {
    const field = area.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${Math.min(highestPx, field.scrollHeight)}px`
  }, [text, area])
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a composition belongs to the input method. Safari tells it by the code alone.
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      area.current?.blur()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    on.onSubmit()
  }
  return (
    <textarea
      ref={area}
      class={styles.area}
      dir="auto"
      rows={1}
      aria-label={label}
      placeholder={label}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      readOnly={readOnly}
      value={text}
      onInput={(event) => on.onInput(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={on.onBlur}
    />
  )
}
