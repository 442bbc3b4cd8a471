import type { RecordKind } from '#shared/protocol/changes'
import { gathered, spread } from '#shared/rules/custom-values'

/** One thing a great act did: a row made, as it was written, or a field that says something else. */
export type Step =
  | { act: 'made'; record: RecordKind; id: string; row: Readonly<Record<string, unknown>> }
  | { act: 'set'; record: RecordKind; id: string; field: string; was: unknown; is: unknown }

/** How long a great act can be taken back. */
export const keptMs = 30 * 24 * 3_600_000

/** Change with everything that is done to a row and say nothing of what it says. */
const restless = new Set(['version', 'rank', 'quotes', 'stageSince', 'statusSince', 'lastOpenStageId', 'remindedAt'])

export const madeStep = (record: RecordKind, row: { id: string }): Step => ({
  ...{ act: 'made', record, id: row.id, row: { ...row } },
})

/** Every field in which a row says something else than before, those of the installation's own one by one. */
export function setSteps<Row extends { id: string }>(record: RecordKind, before: Row, after: Row): Step[] {
  const [was, is] = [spread(before), spread(after)]
  return fieldsOf(was, is)
    .filter((field) => field !== 'version')
    .map((field) => ({ act: 'set', record, id: after.id, field, was: at(was, field), is: at(is, field) }))
}

/** Fields of a row that no longer say what was written. */
export const changedSince = (row: object, written: object): string[] =>
  fieldsOf(written, row).filter((field) => field in written && !restless.has(field))

/** Fields set in one row, and what they say now that nobody wrote since; the others are named. */
export function takeBack<Row extends object>(row: Row, steps: readonly Step[]): { row: Row; changed: string[] } {
  const back = spread(row)
  const changed: string[] = []
  for (const step of [...steps].reverse()) {
    if (step.act !== 'set') continue
    if (!isSame(back[step.field], step.is)) changed.push(step.field)
    else back[step.field] = step.was
  }
  return { row: ('custom' in row ? gathered(back) : back) as Row, changed }
}

/** The ids of rows of a kind that came to another person. */
export const movedIds = (steps: readonly Step[], record: RecordKind): string[] =>
  steps.flatMap((step) => (step.act === 'set' && step.record === record && step.field === 'personId' ? [step.id] : []))

const fieldsOf = (a: object, b: object): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !isSame(at(a, field), at(b, field)))
const at = (row: object, field: string): unknown => (row as Record<string, unknown>)[field]
/** The same, in whatever order fields were written down. */
const isSame = (a: unknown, b: unknown) => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? null
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
