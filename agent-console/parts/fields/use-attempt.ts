import { useRef, useState } from 'preact/hooks'
import type { RefusalCode } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import { RefusedError } from '../../data/client'
import { refusalText } from '../../data/session'

type Attempt = {
  busy: boolean
  /** Why it did not work, in words; empty when nothing is wrong. */
  problem: string
  refused: RefusalCode | null
  /** Does it once. The same values keep the same name, so that a retry after a lost answer cannot do it twice. */
  run<Values extends object>(values: Values, act: (input: Values & { rid: string }) => Promise<void>): Promise<void>
}

/** A form that asks for one thing. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ problem: string; refused: RefusalCode | null }>({ problem: '', refused: null })
  const named = useRef({ of: '', rid: '' })
  const run: Attempt['run'] = async (values, act) => {
    if (busy) return
    const of = JSON.stringify(values)
    if (named.current.of !== of) named.current = { of, rid: randomId() }
    setBusy(true)
    setWrong({ problem: '', refused: null })
    try {
      await act({ ...values, rid: named.current.rid })
    } catch (error) {
      setWrong({ problem: refusalText(error), refused: error instanceof RefusedError ? error.code : null })
    } finally {
      setBusy(false)
    }
  }
  return { busy, ...wrong, run }
}
