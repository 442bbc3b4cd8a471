import type { OutputOf } from '#shared/protocol/index'
import type { Page } from '#shared/protocol/people'
import { randomId, randomText } from '#shared/values/random'
import { Line, until } from '../../support/ask'
import type { Installed } from '../../support/installed'

/** Words a visitor brings: those of the page they came to, and those of the page they are on. */
export type Words = readonly [readonly string[], readonly string[]]

export type Visit = OutputOf<'conversation:read'> & {
  /** The titles of both pages. */
  titles: string[]
}

type From = { parley: Installed; agent: Line; words: Words; url: string; referrer: string }

/**
 * Somebody who puts words wherever a visitor can put words, and stays; a deal, a task, an answer and a note about them
 * have the same words.
 */
export async function visitWith({ parley, agent, words, url, referrer }: From): Promise<{ visit: Visit; line: Line }> {
  const all = words.flat()
  const [came, now] = words.map((some) => ({ url, title: cut(some.join(' '), 300), referrer })) as [Page, Page]
  const line = await arrive(parley, all[0] ?? '')
  const attributes = Object.fromEntries(all.map((word, at) => [cut(`${at} ${word}`, 38), cut(word, 190)]))
  const body = all.join('\n')
  const first = { id: randomId(), body, page: came, language: cut(all[0] ?? '', 35), attributes }
  const { conversationId } = await line.ask('visit:send', first)
  const { person } = await agent.ask('conversation:read', { conversationId })
  const about = { personId: person.id, conversationId }
  const { id: dealId } = await agent.ask('deal:create', { ...about, name: cut(`Deal ${all[0]}`, 120) })
  await agent.ask('task:create', { ...about, dealId, title: cut(`Task ${all.at(-1)}`, 200), note: body, dueAt: null })
  await agent.ask('message:send', { id: randomId(), conversationId, body })
  await line.ask('visit:send', { ...first, id: randomId(), body: all.toReversed().join('\n') })
  await agent.ask('note:write', { conversationId, body })
  line.socket.emit('signal', 'visitor.page', now)
  const shown = await until(() => agent.signals.findLast(isPageOf(conversationId)), 'the page they are on')
  const titles = [person.origin.title, (shown.data as { page: Page }).page.title]
  return { visit: { ...(await agent.ask('conversation:read', { conversationId })), titles }, line }
}

/** A line to the visitors' door, whose browser calls itself what it is given. */
async function arrive({ server, key }: Installed, userAgent: string): Promise<Line> {
  const response = await fetch(`${server.url}/widget/${key}/bootstrap`, {
    method: 'POST',
    headers: { origin: 'http://shop.test' },
  })
  const { token: bootstrap } = await response.json()
  return Line.open(`${server.url}/visitor`, {
    auth: { site: key, token: `v1.${randomText(32)}`, bootstrap },
    // A header holds no other characters.
    headers: { 'user-agent': userAgent.replace(/[^\x20-\x7e]/g, '') },
  })
}

const isPageOf =
  (conversationId: string) =>
  ({ name, data }: { name: string; data: unknown }) =>
    name === 'visitor.page' && (data as { conversationId: string }).conversationId === conversationId

/** As much of a text as a field takes. */
const cut = (text: string, most: number) => text.slice(0, most).toWellFormed()
