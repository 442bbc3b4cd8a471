import { Refusal } from '#shared/protocol/refusals'

/** What changed of a row: field, before, after. */
export type FieldChange = { field: string; was: unknown; is: unknown }

type Asked<Row> = { [Field in keyof Row]?: { was: Row[Field]; is: Row[Field] } | undefined }

/**
 * Changes fields, each by itself: refused `stale` only when somebody changed that very field since. A change to what
 * it already is says nothing and is left out.
 */
export function editFields<Row extends object>(before: Row, asked: Asked<Row>): { after: Row; changes: FieldChange[] } {
  const changes: FieldChange[] = []
  for (const field of Object.keys(asked) as (keyof Row & string)[]) {
    const change = asked[field]
    const current = before[field]
    if (!change || isSame(current, change.is)) continue
    if (!isSame(current, change.was)) throw new Refusal('stale', { field, current })
    changes.push({ field, was: change.was, is: change.is })
  }
  const fresh = Object.fromEntries(changes.map(({ field, is }) => [field, is])) as Partial<Row>
  return { after: changes.length === 0 ? before : { ...before, ...fresh }, changes }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
