import type { VisitorContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import { findPerson, saveAttributes } from './queries'
import { mergeAttributes } from './rules'

/** What the host page knows about its visitor; before the first message it waits in the browser. */
export async function describeVisit(
  { attributes }: CheckedInputOf<'visit:describe'>,
  { caller, change }: VisitorContext,
): Promise<Record<string, never>> {
  const { visitor } = caller
  if (!visitor) return {}
  return change(async (tx, record) => {
    const before = await findPerson(tx, visitor.personId)
    if (!before) return {}
    const merged = mergeAttributes(before.attributes, attributes)
    if (JSON.stringify(merged) === JSON.stringify(before.attributes)) return {}
    record('person.edited', { person: await saveAttributes(tx, before, merged) })
    return {}
  })
}
