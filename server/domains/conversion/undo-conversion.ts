import type { TeamContext } from '#server/context'
import { accessLead, tellLead } from '#server/domains/leads/index'
import { findSurvivor } from '#server/domains/people/index'
import { lockChange, markUndone, takeBack } from '#server/domains/undo/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { groundOf } from './begin-act'
import { bringBack } from './bring-back'
import { blocksOf, byId, withoutPointers } from './find-blocks'
import { part, unfill } from './join-rows'

/**
 * Takes a conversion back: all it made goes, all it changed says what it said before, all it moved goes back.
 * @throws Refusal `undo-over`, or `undo-blocked` with what was changed since
 */
export const undoConversion = (
  { leadId }: CheckedInputOf<'lead:undoConversion'>,
  { caller, change, now }: TeamContext,
): Promise<Lead> =>
  change(async (tx, record) => {
    const at = now()
    const ground = groundOf(tx, record, at, caller)
    const converted = await accessLead(tx, caller, leadId)
    const kept = await lockChange(tx, { leadId }, at)
    if (!kept || !converted.converted) throw new Refusal('undo-over')
    const blocks = await blocksOf(ground, kept)
    if (blocks.length > 0) throw new Refusal('undo-blocked', { blocks })

    await bringBack(ground, kept)
    await part(ground, kept)
    const person = await findSurvivor(tx, kept.personId)
    if (person) await unfill(ground, person, kept.steps)
    const held = await accessLead(tx, caller, leadId)
    const { row } = takeBack(held, byId(withoutPointers(kept.steps), 'lead').get(leadId) ?? [])
    const lead: Lead = { ...row, version: held.version + 1 }
    await markUndone(tx, kept.id, at)
    return tellLead(ground, 'lead.returned', lead, { by: ground.by, fromStatusId: held.statusId })
  })
