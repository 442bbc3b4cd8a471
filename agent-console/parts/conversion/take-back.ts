import type { Block } from '#shared/protocol/changes'
import { RefusedError } from '../../data/client'
import { refusalText } from '../../data/session'
import { toast } from '../../data/toasts'

/**
 * Takes a great act back, or says what stands in the way.
 * @returns whether it was taken back
 */
export async function takeBack(
  attempt: () => Promise<unknown>,
  onBlocked: (blocks: readonly Block[]) => void,
): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch (error) {
    if (error instanceof RefusedError && error.details.blocks) onBlocked(error.details.blocks)
    else toast(refusalText(error), { tone: 'danger' })
    return false
  }
}
