import { randomId, randomText } from '#shared/values/random'
import { Line } from '../../support/ask'
import { password } from '../../support/world'
import type { Figures, Harness, Outcome, Trial } from '../harness'
import { startChild } from '../wire/child'
import { enter, words } from '../wire/enter'
import { type Ground, prepareGround, unlimited } from '../wire/ground'
import { peakMb, percentile, round } from '../wire/measure'
import type { Damage, Orders } from './attack'
import { type Account, talk } from './good-people'

const memoryMb = 700
const patienceMs = 500

/** The flood that reaches every handler, and the one that meets the limits as they are. */
const variants = [
  { name: 'open', limitsFactor: 100_000, share: 1, everyMs: 100, slowConnections: 200, forMs: 3_600_000 },
  { name: 'limited', limitsFactor: 1, share: 0.1, everyMs: 1_500, slowConnections: 50, forMs: 6_000 },
] as const

type Variant = (typeof variants)[number]
type Taken = Awaited<ReturnType<typeof takeOver>>

export const harness: Harness = {
  promise: 'whatever is sent to it, it goes on serving everybody else',
  unit: 'packets, and a tenth of it in HTTP requests',
  dose: { short: 4_000, full: 1_000_000 },
  mutants: [],
  async run(trial) {
    const ground = await prepareGround()
    // Without limits: hiring and preparing is no part of the trial.
    const preparing = ground.program(unlimited)
    await preparing.start()
    const taken = await takeOver(ground)
    await preparing.stop()
    const outcomes: Outcome[] = []
    for (const variant of variants) outcomes.push(await attackOnce(variant, ground, taken, trial))
    ground.clear()
    return {
      figures: Object.assign({}, ...outcomes.map(({ figures }) => figures)),
      broken: outcomes.flatMap(({ broken }) => broken),
    }
  },
}

async function attackOnce(variant: Variant, ground: Ground, taken: Taken, trial: Trial): Promise<Outcome> {
  const { dose, seed, say } = trial
  const program = ground.program({ LIMITS_FACTOR: String(variant.limitsFactor) })
  await program.start()
  const { key, cookie, port } = ground
  const { pid = 0 } = program
  try {
    const hush = await talk({ port, key, cookie, visitors: 4, everyMs: variant.everyMs })
    const packets = Math.round(dose * variant.share)
    const started = performance.now()
    const child = startChild<Orders, Damage, Damage>('test/faults/hostile/attacker.ts', {
      ...taken,
      packets,
      requests: Math.round(packets / 10),
      forMs: variant.forMs,
      seed,
      slowConnections: variant.slowConnections,
    })
    child.hear((sofar) => say(`${variant.name}: ${sofar.packets} packets, ${sofar.requests} requests`))
    const damage = await Promise.race([child.result, program.ended.then(() => null)])
    const seconds = round((performance.now() - started) / 1_000, 1)
    if (!damage) {
      child.process.kill('SIGKILL')
      const said = program.said.trim().split('\n').at(-1)
      return { figures: {}, broken: [`${variant.name}: the process ended after ${seconds} s: ${said}`] }
    }
    const account = await hush()
    return judge(variant.name, {
      damage,
      account,
      seconds,
      alive: program.lives && (await answers(program.url)),
      peak: peakMb(pid),
    })
  } finally {
    await program.kill()
  }
}

/** An agent of the team and two visitors are in the attacker's hands, and know what such people know. */
async function takeOver({ port, key, cookie }: Ground) {
  const url = `http://localhost:${port}`
  const owner = await Line.open(`${url}/agent`, { headers: { cookie } })
  const [site] = await owner.ask('site:list', {})
  const email = 'oguz@kuzey.test'
  const siteIds = [site?.id ?? '']
  await owner.ask('agent:create', { name: 'Oğuz Şahin', email, password, role: 'agent', locale: 'tr', siteIds })
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'parley' },
    body: JSON.stringify({ email, password }),
  })
  const tokens = [`v1.${randomText(32)}`, `v1.${randomText(32)}`]
  const ids: string[] = []
  for (const token of tokens) {
    const visitor = await enter({ port, key, token })
    const sent = await visitor.ask('visit:send', words('Hello'))
    if (!sent || !('ok' in sent)) throw new Error('A visitor could not write')
    const { conversationId } = sent.ok
    const { person } = await owner.ask('conversation:read', { conversationId })
    const deal = await owner.ask('deal:create', { personId: person.id, conversationId })
    const about = { personId: person.id, dealId: deal.id, conversationId }
    const task = await owner.ask('task:create', { ...about, title: 'Call', dueAt: null, rid: randomId() })
    ids.push(conversationId, person.id, deal.id, deal.pipelineId, deal.stageId, task.id)
    visitor.drop()
  }
  owner.close()
  return { port, key, tokens, ids, cookies: [session.headers.getSetCookie()[0]?.split(';')[0] ?? '', cookie] }
}

const answers = async (url: string) => (await fetch(`${url}/healthz`).catch(() => null))?.ok === true

type Findings = { damage: Damage; account: Account; seconds: number; alive: boolean; peak: number }

function judge(name: string, { damage, account, seconds, alive, peak }: Findings): Outcome {
  const p99 = round(percentile(account.waits, 0.99))
  const broken = [
    !alive && 'the process ended, or no longer answers',
    damage.wrong.length > 0 && `answers that are no answer: ${damage.wrong.slice(0, 5).join(' | ')}`,
    (damage.answers.ok ?? 0) === 0 && 'no attack reached a handler',
    peak > memoryMb && `${round(peak)} MB of memory`,
    p99 > patienceMs && `others waited ${p99} ms for an answer (p99)`,
    account.failed.length > 0 && `others were refused: ${[...new Set(account.failed)].join(', ')}`,
    account.lost > 0 && `${account.lost} messages of others are not where they were said`,
  ]
  const figures: Figures = {
    [`${name}Packets`]: damage.packets,
    [`${name}Requests`]: damage.requests,
    [`${name}Seconds`]: seconds,
    [`${name}Answers`]: list(damage.answers),
    [`${name}Endings`]: list(damage.endings),
    [`${name}PeakMb`]: round(peak),
    [`${name}OthersP99Ms`]: p99,
    [`${name}OthersAsked`]: account.waits.length,
    [`${name}OthersLost`]: account.lost,
  }
  return { figures, broken: broken.filter((one) => one !== false).map((one) => `${name}: ${one}`) }
}

const list = (counts: Record<string, number>) => Object.entries(counts).map(([what, often]) => `${what} ${often}`)
