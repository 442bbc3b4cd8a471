import type { Import } from './imports'

/** A wall of the house: what it forbids, why it stands, and files that would break it or may come close. */
export type Rule = {
  name: string
  reason: string
  forbids: (it: Import) => boolean
  /** Each of these must be caught by this rule. */
  planted: readonly Planted[]
  /** Each of these must pass every rule. */
  lawful?: readonly Planted[]
}

/** A file that does not exist and one line of it. */
export type Planted = readonly [file: string, line: string]

/** The program a path belongs to. */
export const top = (path: string): string => path.split('/')[0] ?? ''

export const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`)
