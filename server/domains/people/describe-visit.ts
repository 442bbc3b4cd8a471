import type { VisitorContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { findSurvivor } from './alias-queries'
import { saveAttributes } from './queries'
import { hasDetails, mergeAttributes } from './rules'

/** What the host page knows about its visitor; before the first message it waits in the browser. */
export async function describeVisit(
  { attributes }: CheckedInputOf<'visit:describe'>,
  { caller, change }: VisitorContext,
): Promise<Record<string, never>> {
  const { visitor } = caller
  if (!visitor) return {}
  return change(async (tx, record) => {
    const before = await findSurvivor(tx, visitor.personId)
    if (!before) return {}
    const merged = mergeAttributes(before.attributes, attributes)
    if (JSON.stringify(merged) === JSON.stringify(before.attributes)) return {}
    const person = await saveAttributes(tx, before, merged)
    record('person.edited', { person, gaveDetails: hasDetails(person) && !hasDetails(before) })
    return {}
  })
}
