import type { Conversation } from '#shared/protocol/conversations'
import type { State } from '../data/state'

/** The conversation to show of a person: the newest that is open, else the newest. */
export const currentTalk = ({ conversations }: State, personId: string): Conversation | undefined =>
  [...conversations.values()]
    .filter((one) => one.personId === personId)
    .sort(
      (a, b) =>
        Number(a.status !== 'open') - Number(b.status !== 'open') ||
        (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0),
    )[0]
