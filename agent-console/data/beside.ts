import type { Keeper } from '#shared/protocol/beside'
import type { Door } from '#shared/rules/doors'

/** What notes and files stand beside, as they are asked for: those of a lead and of a contact are their person's. */
export type Beside = { of: Door; id: string; record: Keeper; recordId: string }
