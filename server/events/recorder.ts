import type { FactData, FactName } from '#shared/protocol/index'

/**
 * Records what has happened, inside the transaction that makes it so. The number is known only when the work is
 * done; `onNumber` runs then, for rows that carry it.
 */
export type Recorder = <Name extends FactName>(
  name: Name,
  data: FactData<Name>,
  onNumber?: (n: number) => void | Promise<void>,
) => void
