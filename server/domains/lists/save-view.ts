import type { AgentContext } from '#server/context'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { View } from '#shared/protocol/views'
import { countViews, insertView, listNamedIn, lockView, removeView, saveView } from './queries'
import { assertAskable, mayRead } from './rules'

/** More than anybody finds again; a list without an end would be a hole in the disk. */
const mostViews = 100

/** Keeps a way of looking at a list under a name. */
export const createView = (
  { rid: _, ...content }: CheckedInputOf<'view:create'>,
  { caller, change }: AgentContext,
): Promise<View> =>
  change(async (tx, record) => {
    if (!mayRead(caller, content.of)) throw new Refusal('not-allowed')
    if ((await countViews(tx, caller.id)) >= mostViews) throw new Refusal('too-many')
    const view: View = assertAskable({ id: newId(), agentId: caller.id, ...content, version: 1 })
    await insertView(tx, view)
    record('view.saved', { view, wasShared: false, pipelineIds: await listNamedIn(tx, view.filter) })
    return view
  })

/** Renames, shares or redefines a view of one's own. */
export const editView = (
  { rid: _, viewId, ...content }: CheckedInputOf<'view:edit'>,
  { caller, change }: AgentContext,
): Promise<View> =>
  change(async (tx, record) => {
    const before = await holdView(tx, caller, viewId)
    const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
    const view: View = assertAskable({ ...before, ...given, version: before.version + 1 })
    await saveView(tx, view)
    record('view.saved', { view, wasShared: before.shared, pipelineIds: await listNamedIn(tx, view.filter) })
    return view
  })

/** Takes a view of one's own away, from everybody it was shared with. */
export const dropView = ({ viewId }: CheckedInputOf<'view:remove'>, { caller, change }: AgentContext): Promise<View> =>
  change(async (tx, record) => {
    const view = await holdView(tx, caller, viewId)
    await removeView(tx, viewId)
    record('view.removed', { view, wasShared: view.shared, pipelineIds: await listNamedIn(tx, view.filter) })
    return view
  })

/** A view its maker may change. Otherwise `not-found`, whatever the reason. */
async function holdView(tx: Tx, caller: AgentContext['caller'], viewId: string): Promise<View> {
  const view = await lockView(tx, viewId)
  if (!view || view.agentId !== caller.id || !mayRead(caller, view.of)) throw new Refusal('not-found')
  return view
}
