import { useRef, useState } from 'preact/hooks'
import { RefusedError } from '../../data/client'

/** What somebody else wrote into a field while it was being edited here. */
export type Conflict<Value> = { mine: Value; theirs: Value }

/** Saves a value in place of the one that stood there; answers what stands there now. */
export type Edit<Value> = (is: Value, was: Value) => Promise<Value>

/**
 * Saves one field from what stood on screen when its editing began, so that nobody's change is overwritten unseen.
 */
export function useGuardedField<Value>(value: Value, edit: Edit<Value>) {
  const [conflict, setConflict] = useState<Conflict<Value> | null>(null)
  const [round, setRound] = useState(0)
  const was = useRef<Value>(value)
  const begun = useRef(false)

  /** Remembers what stands there now; an editing that goes on keeps what it began with. */
  const begin = () => {
    if (!begun.current) was.current = value
    begun.current = true
  }

  /** Ends the editing: it was saved, taken back, or changed nothing. */
  const forget = () => {
    begun.current = false
    setConflict(null)
  }

  const save = async (is: Value): Promise<void> => {
    if (isSame(is, was.current)) return forget()
    try {
      was.current = await edit(is, was.current)
      forget()
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'stale') {
        setConflict({ mine: is, theirs: error.details.current as Value })
      }
      throw error
    }
  }

  /** Ends the conflict: with what I wrote, or with what stands there. */
  const settle = async (whose: 'mine' | 'theirs'): Promise<void> => {
    if (!conflict) return
    if (whose === 'mine') await edit(conflict.mine, conflict.theirs)
    forget()
    // A fresh input forgets the refusal it still shows.
    setRound(round + 1)
  }

  return { conflict, round, begin, save, settle, forget }
}

/** Lists are the same when their words are, whoever made them. */
const isSame = (a: unknown, b: unknown) =>
  Array.isArray(a) && Array.isArray(b) ? a.join('\n') === b.join('\n') : a === b
