import type { TeamContext } from '#server/context'
import { holdContact } from '#server/domains/contacts/index'
import { accessLead, tellLead } from '#server/domains/leads/index'
import { findSurvivor } from '#server/domains/people/index'
import { lockChange, markUndone, takeBack } from '#server/domains/undo/index'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { groundOf } from './begin-act'
import { bringBack } from './bring-back'
import { blocksOf, byId, withoutPointers } from './find-blocks'
import { part, unfill } from './join-rows'

/**
 * They were two contacts after all.
 * @throws Refusal `undo-over`, or `undo-blocked` with what was changed since
 */
export const unmergeContacts = (
  { contactId, changeId }: CheckedInputOf<'contact:unmerge'>,
  { caller, change, now }: TeamContext,
): Promise<OutputOf<'contact:unmerge'>> =>
  change(async (tx, record) => {
    const at = now()
    const ground = groundOf(tx, record, at, caller)
    await holdContact(tx, caller, contactId)
    const kept = await lockChange(tx, { id: changeId }, at)
    if (kept?.kind !== 'merge' || kept.contactId !== contactId) throw new Refusal('undo-over')
    const blocks = await blocksOf(ground, kept)
    if (blocks.length > 0) throw new Refusal('undo-blocked', { blocks })

    await bringBack(ground, kept)
    await part(ground, kept)
    const person = await findSurvivor(tx, kept.personId)
    if (person) await unfill(ground, person, kept.steps)
    for (const [leadId, steps] of byId(withoutPointers(kept.steps), 'lead')) {
      const held = await accessLead(tx, caller, leadId)
      const lead = { ...takeBack(held, steps).row, version: held.version + 1 }
      await tellLead(ground, 'lead.moved', lead, { by: ground.by, fromStatusId: held.statusId })
    }
    await markUndone(tx, kept.id, at)
    const others = [...byId(kept.steps, 'contact').keys()].filter((id) => id !== contactId)
    const other = await holdContact(tx, caller, others[0] ?? contactId)
    return { contact: await holdContact(tx, caller, contactId), other }
  })
