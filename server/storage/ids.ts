import { uuidv7 } from 'uuidv7'

/** A time-ordered id for a row the server makes: sorting by id is sorting by age. */
export const newId = (): string => uuidv7()

/** Below every id made at this moment (milliseconds since 1970) or later, and above those of the past. */
export function floorId(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
