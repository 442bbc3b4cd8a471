import type { AgentContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { LeadStatus } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { fold } from '#shared/values/fold'
import { listStatuses, lockStatus, saveStatus } from './queries'

/** Gives a status another name. */
export const editStatus = (
  { statusId, changes: asked }: CheckedInputOf<'status:edit'>,
  { change }: AgentContext,
): Promise<LeadStatus> =>
  change(async (tx, record) => {
    const before = await lockStatus(tx, statusId)
    if (!before) throw new Refusal('not-found')
    const { after, changes } = editFields<LeadStatus>(before, asked)
    if (changes.length === 0) return before
    const others = (await listStatuses(tx)).filter(({ id }) => id !== statusId)
    if (others.some(({ name }) => fold(name) === fold(after.name))) throw new Refusal('name-taken', { field: 'name' })
    const status = { ...after, version: before.version + 1 }
    await saveStatus(tx, status)
    record('status.edited', { status })
    return status
  })
