import type { TeamCaller } from '#server/context'
import { phonesAmong } from '#server/domains/people/index'
import type { Reader } from '#server/storage/db'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { PersonMatch } from '#shared/protocol/matches'
import { Refusal } from '#shared/protocol/refusals'
import { likenessOf, type Reason } from '#shared/rules/likeness'
import { alikeKey, companyKey, emailKey, nameKey, phoneKey } from '#shared/rules/record-keys'
import { describePeople, findAlike, findByKeys, type PersonHit } from './match-queries'

/** So many are shown; of each kind twice as many are looked at. */
const most = 8

/**
 * People of a site who may be the one that is being written down, with what they share. Two names are alike when every
 * word of one begins like a word of the other, three letters long. Nothing merges or links because of it.
 */
export async function matchPeople(
  { siteId, name, emails, phones, company, exceptPersonId }: CheckedInputOf<'person:matches'>,
  { read, caller }: { read: Reader; caller: TeamCaller },
): Promise<PersonMatch[]> {
  if (!caller.siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
  const addresses = new Map(emails.filter((one) => one.includes('@')).map((one) => [emailKey(one), one]))
  const numbers = new Map((await phonesAmong(read, phones)).map((phone) => [phoneKey(phone), phone]))
  const key = nameKey(name)
  const found = await Promise.all([
    findByKeys(read, siteId, 'email', [...addresses.keys()], 2 * most),
    findByKeys(read, siteId, 'phone', [...numbers.keys()], 2 * most),
    key ? findByKeys(read, siteId, 'name', [key], 2 * most) : [],
    key ? findAlike(read, siteId, alikeKey(key), 2 * most) : [],
  ])
  const mayLead = caller.permissions.has('leads.read')
  const hits = found.flat().filter((hit) => hit.person_id !== exceptPersonId && (mayLead || hit.module === 'contact'))
  const shared = new Map<string, PersonHit[]>()
  for (const hit of hits) shared.set(hit.person_id, [...(shared.get(hit.person_id) ?? []), hit])

  const people = await describePeople(read, [...shared.keys()])
  const matches = people.map((person): PersonMatch => {
    const called = person.name ?? ''
    const companyName = person.companyName ?? (mayLead ? person.leadCompany : null) ?? ''
    const reasons = new Map<string, Reason>()
    for (const hit of shared.get(person.id) ?? []) {
      const reason = reasonOf(hit, called)
      reasons.set(`${reason.field} ${reason.value}`, reason)
    }
    const where = companyKey(company)
    if (where !== '' && companyKey(companyName) === where)
      reasons.set('company', { field: 'company', value: companyName })
    const why = [...reasons.values()]
    return {
      ...{ personId: person.id, personName: called, personCode: person.code, companyName },
      ...{ contactId: person.contactId, leadId: mayLead ? person.leadId : null },
      ...{ ...likenessOf(why), reasons: why },
    }
  })
  return matches.sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1)).slice(0, most)

  function reasonOf(hit: PersonHit, called: string): Reason {
    if (hit.kind === 'email') return { field: 'email', value: addresses.get(hit.key) ?? hit.key }
    if (hit.kind === 'phone') return { field: 'phone', value: numbers.get(hit.key) ?? hit.key }
    return { field: hit.key === key ? 'name' : 'similar', value: called }
  }
}
