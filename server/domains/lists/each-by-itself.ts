import type { TeamContext } from '#server/context'
import { isPassing, Refusal } from '#shared/protocol/refusals'

/** So many share a turn of the one writer, which others wait for. */
const together = 8

/**
 * Does something to many, each in a change of its own and by the verb that changes a single one, so that no rule is
 * known twice. What one is refused for keeps no other from changing.
 */
export async function eachByItself(
  ids: readonly string[],
  context: TeamContext,
  perform: (id: string, single: TeamContext) => Promise<unknown>,
): Promise<{ id: string; refused: string | null }[]> {
  const rows: { id: string; refused: string | null }[] = []
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += together)
    rows.push(...(await Promise.all(wanted.slice(at, at + together).map(one))))
  return rows

  async function one(id: string) {
    // Named by the record within the request's attempt: asked again, what was done stays done.
    const single: TeamContext = { ...context, change: (work) => context.change(work, id) }
    try {
      await perform(id, single)
      return { id, refused: null }
    } catch (error) {
      if (!(error instanceof Refusal) || isPassing(error.code)) throw error
      return { id, refused: error.code }
    }
  }
}
