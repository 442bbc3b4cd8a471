import type { Ledger } from './ledger'
import type { Stored } from './stored'

/** What one look at the database found. */
export type Findings = { stored: number; lost: number; doubled: number; reordered: number }

/** One thing clients are told is done, and how the database proves it. Each later great act adds its own. */
export type Check = { about: string; look(ledger: Ledger, stored: Stored): Findings }
