import { byOf, type TeamCaller } from '#server/context'
import type { Step } from '#server/domains/undo/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { By } from '#shared/protocol/define'
import { Refusal } from '#shared/protocol/refusals'
import type { Permission } from '#shared/rules/permissions'

/** What every part of a great act is done on: one transaction, one moment, one caller, and what was done so far. */
export type Ground = {
  tx: Tx
  record: Recorder
  at: string
  by: By
  caller: TeamCaller
  /** In the order in which they were done. */
  steps: Step[]
}

export const groundOf = (tx: Tx, record: Recorder, at: string, caller: TeamCaller): Ground => ({
  ...{ tx, record, at, caller, by: byOf(caller), steps: [] },
})

/** Refuses a part of the act that takes more than the act itself. */
export function assertMay({ permissions }: TeamCaller, permission: Permission): void {
  if (!permissions.has(permission)) throw new Refusal('not-allowed')
}
