import { sql } from 'kysely'
import { takeTurn } from '#server/storage/turn'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import type { Line } from './ask'
import { page } from './shop-page'
import type { World } from './world'

const pages = [
  'https://shop.test/tables?utm_source=ads&utm_campaign=Spring%20sale&who=Ada',
  'https://shop.test/chairs?utm_source=ads',
  'https://shop.test/tables#top',
  'https://shop.test/?utm_source=%00&utm_campaign=%3Dnews',
  'no address',
]
/** Seconds somebody waits for the first answer, at the edges of the bands; null waits still. */
const waits = [0, 59, 60, 299, 300, 900, 3_599, 3_600, null]

type Talk = { conversationId: string; personId: string }

/** Chats on pages of two sites, answered soon, late or never, that brought leads and deals in two currencies, or nothing. */
export async function makeChats(world: World, owner: Line): Promise<{ closed: Pipeline; other: Line }> {
  const elsewhere = await owner.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  const open = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  const closed = await owner.ask('pipeline:create', { name: 'Abroad', currency: 'EUR' })
  const { me } = await owner.ask('console:load', {})
  const memberIds = { was: [], is: [me.agent.id] }
  await owner.ask('pipeline:edit', { pipelineId: closed.id, changes: { memberIds } })
  const other = await world.agent(await world.hire('Ada', 'manager', [world.site.id]))
  const answers = async (at: number, { conversationId }: Talk) => {
    const wait = waits[at % waits.length] ?? null
    if (wait === null) return
    if (wait > 0) await begin(world, conversationId, wait)
    const who = at % 4 === 3 && at % 5 !== 4 ? other : owner
    for (const body of ['Good morning', 'And welcome'])
      await who.ask('message:send', { id: randomId(), conversationId, body })
  }
  const brings = async (at: number, talk: Talk) => {
    if (at % 3 === 0) await makeLead(owner, talk.personId, at)
    for (let one = 0; one < at % 3; one++) {
      const { id: dealId } = await owner.ask('deal:create', {
        ...{ ...talk, pipelineId: at % 4 ? open.id : closed.id },
        ...(at % 6 === 5 && { conversationId: null }),
      })
      await owner.ask('deal:edit', { dealId, changes: { amount: { was: null, is: 1_000 + at } } })
      if (at % 2 === one) await owner.ask('deal:win', { dealId })
      else if (at % 5 === 0) await owner.ask('deal:remove', { dealId })
    }
  }
  for (let at = 0; at < 40; at++) {
    const isElsewhere = at % 5 === 4
    const visitor = await (isElsewhere
      ? world.visitor(undefined, elsewhere.key, 'http://other.test')
      : world.visitor(undefined, world.site.key))
    const where = { ...page, url: pages[at % pages.length] ?? '' }
    const said = { id: randomId(), body: `Chat ${at}`, page: where, language: 'en' }
    const { conversationId } = await visitor.line.ask('visit:send', said)
    const { person } = await owner.ask('conversation:read', { conversationId })
    const talk = { conversationId, personId: person.id }
    await answers(at, talk)
    if (at % 7 === 0) await visitor.line.ask('visit:introduce', { name: `Visitor ${at}` })
    if (at % 7) await brings(at, talk)
    visitor.line.close()
  }
  // Of somebody who never wrote.
  await owner.ask('lead:create', { whose: { siteId: world.site.id }, details: { name: 'From a fair' } })
  return { closed, other }
}

async function makeLead(owner: Line, personId: string, at: number): Promise<void> {
  const made = await owner.ask('lead:create', { whose: { personId }, details: { name: `Lead ${at}` } })
  if (at % 2 === 0) await owner.ask('lead:remove', { leadId: made.id })
}

/** Has a chat have begun so many seconds ago, to the second as the report tells it. */
async function begin({ storage }: World, conversationId: string, secondsAgo: number): Promise<void> {
  const at = new Date(Date.now() - secondsAgo * 1_000 - 100).toISOString()
  await takeTurn({ open: true }, () =>
    storage.transaction((tx) =>
      sql`update conversation set started_at = ${at} where id = ${conversationId}`.execute(tx),
    ),
  )
}
