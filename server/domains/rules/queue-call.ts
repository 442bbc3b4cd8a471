import { findPerson } from '#server/domains/people/index'
import type { FollowGround } from '#server/events/follows'
import { newId } from '#server/storage/ids'
import type { Rule } from '#shared/protocol/rules'
import { insertCall } from './call-queries'
import type { Occasion } from './read-occasion'

/** A call that goes out once the change it is written in has happened. What it says is what was so at this moment. */
export async function queueCall({ tx, at }: FollowGround, rule: Rule, it: Occasion, url: string): Promise<null> {
  const id = newId()
  const person = await findPerson(tx, it.personId)
  const body = JSON.stringify({
    ...{ id, event: it.on, at: it.at, rule: { id: rule.id, name: rule.name }, siteId: it.siteId },
    person: { id: it.personId, name: person?.name ?? null },
    ...(it.deal && { deal: it.deal }),
    ...(it.lead && { lead: it.lead }),
    ...(it.conversation && { conversation: { id: it.conversation.id, status: it.conversation.status } }),
    ...(it.task && { task: it.task }),
  })
  await insertCall(tx, {
    ...{ id, rule_id: rule.id, occasion: it.key, url, body, state: 'waiting', tries: 0, next_at: at },
    ...{ last_error: '', created_at: at },
  })
  return null
}
