import { useRef, useState } from 'preact/hooks'
import type { Deal, DealChanges } from '#shared/protocol/deals'
import { RefusedError } from '../../data/client'
import { editDeal } from '../../data/deals'

export type EditableField = keyof DealChanges & keyof Deal

/** What somebody else wrote into a field while it was being edited here. */
export type Conflict<Field extends EditableField> = { mine: Deal[Field]; theirs: Deal[Field] }

/**
 * Saves one field of a deal from what stood on screen when its editing began, so that nobody's change is overwritten
 * unseen.
 */
export function useDealField<Field extends EditableField>(deal: Deal, field: Field) {
  const [conflict, setConflict] = useState<Conflict<Field> | null>(null)
  const [round, setRound] = useState(0)
  const was = useRef<Deal[Field]>(deal[field])
  const begun = useRef(false)

  /** Remembers what stands there now; an editing that goes on keeps what it began with. */
  const begin = () => {
    if (!begun.current) was.current = deal[field]
    begun.current = true
  }

  /** Ends the editing: it was saved, taken back, or changed nothing. */
  const forget = () => {
    begun.current = false
    setConflict(null)
  }

  const save = async (is: Deal[Field]): Promise<void> => {
    if (is === was.current) return forget()
    try {
      const saved = await editDeal(deal, field, is, was.current)
      was.current = saved[field]
      forget()
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'stale') {
        setConflict({ mine: is, theirs: error.details.current as Deal[Field] })
      }
      throw error
    }
  }

  /** Ends the conflict: with what I wrote, or with what stands there. */
  const settle = async (whose: 'mine' | 'theirs'): Promise<void> => {
    if (!conflict) return
    if (whose === 'mine') await editDeal(deal, field, conflict.mine, conflict.theirs)
    forget()
    // A fresh input forgets the refusal it still shows.
    setRound(round + 1)
  }

  return { conflict, round, begin, save, settle, forget }
}
