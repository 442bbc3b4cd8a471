import { hasDetails } from '#server/domains/people/index'
import type { Follows } from '#server/events/follows'
import { giveDeals } from './follow-contacts'
import { dealFromDetails } from './follow-people'
import { convertLast, leaveStage } from './follow-pipelines'
import { insertVisit } from './path-queries'
import { touchDeals } from './queries'

/** A deal lives while anything happens with its person: that is what tells a waiting one from a forgotten one. */
export const follows: Follows = {
  'message.sent': async ({ message, conversation }, { tx }) => {
    if (message.kind === 'text') await touchDeals(tx, { personId: conversation.personId, at: message.sentAt })
  },
  'note.written': ({ note }, { tx }) => touchDeals(tx, { personId: note.personId, at: note.writtenAt }),
  'conversation.started': async ({ person }, ground) => {
    if (hasDetails(person)) await dealFromDetails(person, ground)
  },
  'person.edited': async ({ person, gaveDetails }, ground) => {
    if (gaveDetails) await dealFromDetails(person, ground)
  },
  'contact.edited': giveDeals,
  'stage.removed': leaveStage,
  'pipeline.repriced': convertLast,
  'deal.created': ({ deal }, { tx }) => insertVisit(tx, deal),
  'deal.moved': ({ deal }, { tx }) => insertVisit(tx, deal),
  'deal.transferred': ({ deal }, { tx }) => insertVisit(tx, deal),
  'note.left': async ({ note, personId }, { tx }) => {
    if (personId) await touchDeals(tx, { personId, at: note.writtenAt })
  },
  'task.completed': ({ task }, { tx, at }) => touchDeals(tx, { personId: task.personId, at: task.doneAt ?? at }),
}
