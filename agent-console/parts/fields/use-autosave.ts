import { useEffect, useRef, useState } from 'preact/hooks'
import { RefusedError } from '../../data/client'
import { refusalText } from '../../data/session'
import { keepDraft, tracked } from './autosave'

const pauseMs = 400

type Autosave<Value> = {
  /** As it stands. */
  value: Value
  /** Saves what it shall be, from what it was. */
  save: (is: Value, was: Value) => Promise<unknown>
  /** What is wrong with it, in words; nothing when it may be saved. */
  check?: (value: Value) => string | undefined
}

/**
 * A field that saves itself when its writer pauses, leaves it or goes elsewhere. What cannot be saved stays with its
 * reason; what somebody else changed meanwhile is shown as it stands now.
 */
export function useAutosave<Value>({ value, save, check }: Autosave<Value>) {
  const [draft, setDraft] = useState<{ is: Value } | null>(null)
  const [problem, setProblem] = useState('')
  const now = useRef({ draft, value, save, check })
  now.current = { ...now.current, value, save, check }
  const ways = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, busy: false, forget: () => {} })
  const was = useRef(value)
  const show = (next: { is: Value } | null) => {
    now.current.draft = next
    setDraft(next)
  }

  const change = (is: Value) => {
    if (!now.current.draft && !ways.current.busy) was.current = now.current.value
    show({ is })
    setProblem('')
    ways.current.forget()
    ways.current.forget = keepDraft(() => void flush())
    clearTimeout(ways.current.timer)
    ways.current.timer = setTimeout(() => void flush(), pauseMs)
  }

  const flush = async (): Promise<void> => {
    clearTimeout(ways.current.timer)
    const { draft: asked, save: send, check: look } = now.current
    if (!asked || ways.current.busy) return
    const wrong = look?.(asked.is)
    ways.current.forget()
    if (wrong) return setProblem(wrong)
    if (asked.is === was.current) return show(null)
    ways.current.busy = true
    try {
      await tracked(send(asked.is, was.current))
      was.current = asked.is
      if (now.current.draft === asked) show(null)
    } catch (error) {
      setProblem(refusalText(error))
      // Whoever was faster has said something else: that is what stands there.
      if (error instanceof RefusedError && error.code === 'stale') show(null)
    } finally {
      ways.current.busy = false
    }
    if (now.current.draft && now.current.draft !== asked) void flush()
  }

  // Going elsewhere in the console is leaving the field.
  useEffect(() => () => void flush(), [])
  const restore = () => {
    clearTimeout(ways.current.timer)
    ways.current.forget()
    setProblem('')
    show(null)
  }
  return { shown: draft ? draft.is : value, problem, change, flush, restore }
}
