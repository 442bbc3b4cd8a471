import type { VisitorContext } from '#server/context'
import { findCurrent } from '#server/domains/conversations/index'
import { findSurvivor, namePerson, phonesOf } from '#server/domains/people/index'
import { findSite } from '#server/domains/sites/index'
import { editFields } from '#server/events/field-changes'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { sourceOf } from '#shared/rules/source'
import { beginLead } from './begin-lead'
import { isNamedContact, lockOpenOf } from './queries'
import { assertKnown, introduce, unknown } from './rules'
import { tellLead } from './tell-lead'

/**
 * A visitor says who they are. It makes their lead, or completes the one they have. Nothing of what they say is proof:
 * it merges with nobody, links nothing and shows them nothing.
 */
export async function introduceVisitor(
  { name, email, phone, mayMail }: CheckedInputOf<'visit:introduce'>,
  { caller, change, now, presence }: VisitorContext,
): Promise<Record<string, never>> {
  const { visitor } = caller
  if (!visitor) throw new Refusal('not-found')
  const via = presence.teamOnline(caller.siteId) ? 'chat' : 'offline'
  return change(async (tx, record) => {
    const person = await findSurvivor(tx, visitor.personId)
    if (!person) throw new Refusal('not-found')
    const [number = null] = await phonesOf(tx, phone === '' ? [] : [phone])
    const said = { name, email: email === '' ? null : email, phone: number, mayMail }
    const conversationId = (await findCurrent(tx, visitor.personId))?.id ?? null
    const ground = { tx, record, at: now() }
    const before = await lockOpenOf(tx, person.id)
    if (!before) {
      const source = sourceOf((await findSite(tx, person.siteId))?.name ?? '', person.origin.url)
      const { saidName, ...known } = introduce({ ...unknown, source, saidName: '' }, said)
      assertKnown(known)
      await beginLead(ground, { person, known, via, by: { byAgentId: null }, conversationId, saidName })
      return {}
    }
    const { emails, phones, mayMail: may, name: called, saidName } = introduce(before, said)
    const fresh = { emails, phones, mayMail: may, name: called, saidName }
    const asked = Object.fromEntries(
      Object.entries(fresh).map(([field, is]) => [field, { was: before[field as keyof typeof fresh], is }]),
    )
    const { after, changes } = editFields(before, asked)
    if (changes.length === 0) return {}
    const lead = { ...after, version: before.version + 1 }
    await tellLead(ground, 'lead.edited', lead, { by: { byAgentId: null }, changes, conversationId })
    await namePerson(ground, person, (await isNamedContact(tx, person.id)) ? '' : lead.name)
    return {}
  })
}
