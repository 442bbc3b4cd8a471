import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { type Aim, rows } from '../support/access-rows'
import { secret, Things } from '../support/access-things'
import { isAsWanted, verdict } from '../support/access-verdict'
import { Line, refusalOf, until } from '../support/ask'
import { type Asked, askOverHttp, everybody, everyRequest, type Principal } from '../support/principals'
import { World } from '../support/world'
import { writeMail } from '../support/write-mail'

let world: World
let owner: Line
let all: Principal[]
let aim: Aim
let madeUp: Aim
let things: Things
/** Everything each of them was told, answers and news. */
const told = new Map<string, string[]>()

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const elsewhere = await owner.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  all = await everybody(world, elsewhere)
  await plant()
})
afterAll(() => world.close())

/** Makes the things that are asked for; the visitor among the principals wrote what the others may not read. */
async function plant(): Promise<void> {
  const [own, ...others] = all.filter(({ kind }) => kind === 'visitor')
  const words = (word: string) => ({
    id: randomId(),
    body: `A ${word}`,
    page: { url: `http://shop.test/?${word}`, title: word, referrer: `http://search.test/?${word}` },
    language: word,
    attributes: { [word]: word },
  })
  for (const somebody of others) await somebody.line?.ask('visit:send', words('wren'))
  const said = await own?.line?.ask('visit:send', words(secret.visitor))
  const conversation = said?.conversationId ?? ''
  const { person } = await owner.ask('conversation:read', { conversationId: conversation })
  await owner.ask('note:write', { conversationId: conversation, body: secret.note })
  const [pipeline] = await owner.ask('pipeline:list', {})
  const spare = await world.newcomer('Spare Agent')
  const [session] = await (await world.agent(spare.cookie)).ask('session:list', {})
  const fixed = {
    ...{ site: world.site.id, conversation, person: person.id, agent: spare.id, session: session?.id ?? '' },
    ...{ pipeline: pipeline?.id ?? '', stage: pipeline?.stages[0]?.id ?? '', next: pipeline?.stages[1]?.id ?? '' },
    reason: pipeline?.lossReasons[0]?.id ?? '',
  }
  const { leadStatuses } = await owner.ask('console:load', {})
  const called = (name: string) => ({ whose: { personId: person.id }, details: { name, description: name } })
  await Promise.all([
    owner.ask('lead:create', called(secret.lead)),
    owner.ask('contact:create', called(secret.contact)),
  ])
  const kept = { of: 'deals' as const, name: secret.deal, shared: false, filter: { q: secret.deal }, sort: null }
  const { id: view } = await (await world.agent(spare.cookie)).ask('view:create', kept)
  const toCome = { deal: '', task: '', key: '', file: '', lead: '', contact: '', company: '', field: '' }
  const files = { personFile: '', companyFile: '' }
  const more = { ...files, note: '', personNote: '', companyNote: '', mail: await writeMail(owner, world.site.id) }
  aim = { ...fixed, view, status: leadStatuses[0]?.id ?? '', ...toCome, ...more, rule: '' }
  things = new Things(world, owner, aim)
  await things.prepare()
  madeUp = Object.fromEntries(Object.keys(aim).map((name) => [name, '01900000-0000-7000-8000-000000000000'])) as Aim
}

type Ask = (input: object) => Promise<{ code: string | null; text: string }>

const overHttp =
  (asked: Asked, who: Principal): Ask =>
  async (input) => {
    // Signing out ends a session that is needed later: another one is thrown away for it.
    const headers = asked.name === 'session:close' && who.again ? await who.again() : who.headers
    const { status, text } = await askOverHttp(world, asked, input, headers)
    return { code: status < 400 ? null : JSON.parse(text).code, text: `${status} ${text}` }
  }

const overSocket =
  ({ name }: Asked, line: Line): Ask =>
  async (input) => {
    const answer = await line.raw(name, input)
    return { code: 'refused' in answer ? answer.refused.code : null, text: JSON.stringify(answer) }
  }

/** Asks for what is there and for what is not, and says what was not as it must be. */
async function wrongWith(asked: Asked, who: Principal, ask: Ask): Promise<string[]> {
  const row = rows[asked.name]
  const wanted = verdict(aim, asked.meta, row, who)
  if (wanted === 'let in') await things.prepare(row.input)
  const there = await ask(row.input(aim))
  if (wanted === 'let in' && asked.method !== 'GET') things.spend(row.input)
  told.set(who.name, [...(told.get(who.name) ?? []), there.text])
  const wrong = isAsWanted(there.code, wanted) ? [] : [`${who.name}: ${there.code ?? 'let in'} instead of ${wanted}`]
  if (row.of === 'none') return wrong
  const notThere = await ask(row.input(madeUp))
  const mustBe = wanted === 'let in' ? 'not-found' : wanted
  if (notThere.code !== mustBe) wrong.push(`${who.name}: ${notThere.code ?? 'let in'} for what does not exist`)
  if (wanted !== 'let in' && notThere.text !== there.text) wrong.push(`${who.name}: ${there.text} or ${notThere.text}`)
  return wrong
}

test('there is a row for every request', () => {
  expect(Object.keys(rows).sort()).toEqual(everyRequest.map(({ name }) => name).sort())
})

test.each(everyRequest)('$name is answered over HTTP to those who may ask it, and to nobody else', async (asked) => {
  const wrong: string[] = []
  for (const who of all) wrong.push(...(await wrongWith(asked, who, overHttp(asked, who))))
  expect(wrong).toEqual([])
})

const overSockets = everyRequest.filter(({ name }) => name !== 'session:close')

test.each(overSockets)('$name is answered over a socket to those who may ask it, and to nobody else', async (asked) => {
  const wrong: string[] = []
  for (const who of all) if (who.line) wrong.push(...(await wrongWith(asked, who, overSocket(asked, who.line))))
  expect(wrong).toEqual([])
})

test('nobody was told a word of what they may not know', async () => {
  await until(() => owner.facts.length > 0 && isQuiet(), 'the last news')
  for (const { name, line } of all) if (line) told.get(name)?.push(JSON.stringify(line.heard))
  const knows = (name: string, word: string) => told.get(name)?.some((text) => text.includes(word)) ?? false
  const known = Object.fromEntries(
    all.map(({ name }) => [name, Object.values(secret).filter((word) => knows(name, word))]),
  )
  const [{ visitor, task, deal }, everything] = [secret, Object.values(secret)]
  const beside = everything.filter((word) => word !== task && word !== deal)
  expect(known).toEqual({
    nobody: [],
    'a disabled agent with a cookie from before': [],
    'a session that was signed out': [],
    'a revoked key': [],
    'a made-up key': [],
    'the visitor': [visitor],
    'another visitor of the site': [],
    'a visitor of another site': [],
    // What one may change one is shown.
    'a key that may write tasks': [task],
    'a key with every scope': everything,
    'an agent of another site': [],
    'a manager of no site': [],
    'one who may only read': everything,
    'an agent': everything,
    'a manager': everything,
    'an admin': everything,
    'the owner': everything,
    'an agent not named in the pipeline': beside,
    'a manager not named in the pipeline': beside,
  })
})

/** Whether nobody has heard anything for a moment. */
let lastHeard = { count: -1, since: 0 }
function isQuiet(): boolean {
  const count = all.reduce((sum, { line }) => sum + (line?.heard.length ?? 0), 0)
  if (count !== lastHeard.count) lastHeard = { count, since: Date.now() }
  return Date.now() - lastHeard.since > 200
}

test('a signal is passed on only from where it may be said, to those it is for', async () => {
  const who = (name: string) => all.find((one) => one.name === name)?.line ?? owner
  const heard = (name: string, signal: string) => who(name).signals.filter((it) => it.name === signal)
  const typing = { conversationId: aim.conversation, typing: true }
  for (const { line } of all) line?.signals.splice(0)
  for (const name of ['an agent of another site', 'a manager of no site', 'one who may only read', 'the visitor'])
    who(name).socket.emit('signal', 'agent.typing', typing)
  who('another visitor of the site').socket.emit('signal', 'agent.typing', typing)
  who('another visitor of the site').socket.emit('signal', 'visitor.typing', typing)
  who('a visitor of another site').socket.emit('signal', 'visitor.page', { url: 'a', title: 'wren', referrer: '' })
  who('an agent').socket.emit('signal', 'agent.typing', typing)
  who('an agent').socket.emit('signal', 'visitor.typing', typing)
  await until(() => heard('the visitor', 'agent.typing').length > 0 && isQuiet(), 'that an agent writes')
  expect(heard('the visitor', 'agent.typing')).toHaveLength(1)
  expect(heard('another visitor of the site', 'agent.typing')).toEqual([])
  expect(heard('an agent', 'visitor.typing')).toHaveLength(1)
  expect(JSON.stringify(heard('an agent', 'visitor.typing'))).not.toContain(aim.conversation)
  expect(heard('an agent', 'visitor.page')).toEqual([])
  expect(heard('an agent of another site', 'visitor.typing')).toEqual([])
  expect(heard('an agent of another site', 'visitor.page')).toHaveLength(1)
  expect(heard('a manager of no site', 'visitor.page')).toEqual([])
})

test('each door knows its own callers, whatever else they show', async () => {
  const [visitor] = all.filter(({ kind }) => kind === 'visitor')
  const { headers = {} } = visitor ?? {}
  const token = headers.authorization?.replace('Bearer ', '')
  const [read] = everyRequest.filter(({ name }) => name === 'session:read')
  const [sync] = everyRequest.filter(({ name }) => name === 'visit:sync')
  if (!read || !sync) throw new Error('There is no such request')
  const cookie = { cookie: world.cookie }
  expect((await askOverHttp(world, read, {}, { ...headers, ...cookie })).status).toBe(401)
  expect((await askOverHttp(world, sync, { after: 0 }, { ...headers, ...cookie })).text).toContain(secret.visitor)
  expect((await askOverHttp(world, read, {}, { authorization: 'Bearer nonsense', ...cookie })).status).toBe(401)
  expect((await askOverHttp(world, sync, { after: 0 }, cookie)).status).toBe(401)

  const knock = async (door: string, options: { auth?: object; headers?: Record<string, string> }) =>
    (await refusalOf(Line.open(`${world.url}/${door}`, options))).code
  expect(await knock('agent', { auth: { site: world.site.key, token } })).toBe('not-signed-in')
  expect(await knock('visitor', { headers: cookie })).toBe('malformed')
  for (const { kind, headers } of all)
    if (kind === 'nobody' || kind === 'key') expect(await knock('agent', { headers })).toBe('not-signed-in')
})
