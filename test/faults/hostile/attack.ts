import { refusals } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import { chance as chanceOf } from '../clients/chance'
import { visitorHello } from '../wire/enter'
import { pause } from '../wire/measure'
import { type Hello, NotAdmitted, RawLine } from '../wire/raw-line'
import { oddFrames, oddSockets } from './frames'
import { dribble, type Ending, knock } from './knock'
import { drawPayloads, isRequest, renamed } from './packets'
import { drawRequests } from './requests'
import { corrupt } from './spoil'

/** What an attack is told; it runs in a process of its own, so that its own work slows nobody's answers. */
export type Orders = {
  port: number
  key: string
  /** Cookies of the agents it has taken over. */
  cookies: readonly string[]
  /** Tokens of visitors that have written before. */
  tokens: readonly string[]
  /** Ids that exist and are theirs to name. */
  ids: readonly string[]
  packets: number
  requests: number
  /** When it ends at the latest: locked out by a limit it would try for ever. */
  forMs: number
  seed: number
  slowConnections: number
}

export type Damage = {
  packets: number
  requests: number
  /** How socket requests ended, by code; `ok` for a value, `gone` where the line went first. */
  answers: Record<string, number>
  /** How HTTP requests ended, by status. */
  endings: Record<string, number>
  /** What was answered with something that is no refusal of the list, or not at all. */
  wrong: string[]
}

const linesPerCaller = 3
const inFlight = 4
const parallelRequests = 12
const patienceMs = 10_000
const samples = 20

/** Says every kind of nonsense to the server at `port`, as strangers, as visitors and as agents. */
export async function attack(orders: Orders, say: (damage: Damage) => void): Promise<Damage> {
  const { port, key, packets, requests, seed, ids } = orders
  const chance = chanceOf(seed)
  const payloads = drawPayloads(ids, seed, chance)
  const end = performance.now() + orders.forMs
  const goesOn = (done: number, wanted: number) => done < wanted && performance.now() < end
  const damage: Damage = { packets: 0, requests: 0, answers: {}, endings: {}, wrong: [] }
  const stopDribbling = dribble(port, '127.0.5.1', orders.slowConnections)
  const callers: Hello[] = [
    ...orders.cookies.map((cookie): Hello => ({ port, door: 'agent', cookie })),
    ...orders.tokens.map((token) => visitorHello({ port, key, token })),
  ]
  const timer = setInterval(() => say(damage), 5_000)
  const draw = drawRequests(ids, key, orders.cookies[0] ?? '', seed)
  await Promise.all([
    ...callers.flatMap((hello) => Array.from({ length: linesPerCaller }, () => floodLine(hello))),
    ...Array.from({ length: parallelRequests }, floodDoor),
  ])
  clearInterval(timer)
  stopDribbling()
  return damage

  /** One line with several packets in flight, opened again each time it is cut. */
  async function floodLine(hello: Hello): Promise<void> {
    const odd = oddFrames(hello.door)
    while (goesOn(damage.packets, packets)) {
      const line = await RawLine.open({ ...hello, from: address(2) }).catch((error: unknown) => {
        count(damage.answers, error instanceof NotAdmitted ? (error.refusal?.code ?? 'no door') : 'no door')
        return null
      })
      if (!line) await pause(50)
      else await Promise.all(Array.from({ length: inFlight }, () => flood(line, odd)))
      line?.drop()
    }
  }

  async function flood(line: RawLine, odd: readonly (string | Buffer)[]): Promise<void> {
    while (line.isOpen && goesOn(damage.packets, packets)) {
      damage.packets++
      const kind = chance.number()
      if (kind < 0.003) await chance.pick(oddSockets)(port, address(4))
      else if (kind < 0.009) line.socket.send(chance.pick(odd))
      else if (kind < 0.012) line.tell(`42${line.prefix}7${corrupt(chance.pick(payloads), chance)}`)
      else await sayNear(line, renamed(chance.pick(payloads), randomId(), chance))
    }
  }

  async function sayNear(line: RawLine, payload: string): Promise<void> {
    if (!isRequest(payload)) return line.tell(`42${line.prefix}${payload}`)
    const answer = await within(line.say(payload))
    if (answer === 'late') return complain('no answer', payload)
    const code = answer === null ? 'gone' : 'refused' in answer ? answer.refused.code : 'ok'
    count(damage.answers, code)
    if (code === 'unexpected' || (code !== 'ok' && code !== 'gone' && !(code in refusals))) complain(code, payload)
  }

  async function floodDoor(): Promise<void> {
    while (goesOn(damage.requests, requests)) {
      damage.requests++
      const request = draw(chance)
      const { ending, text } = await knock(port, address(3), request)
      count(damage.endings, ending)
      if (isWrong(ending))
        complain(`${ending} ${text.slice(-120)}`, request.head.slice(0, 300) + request.body.slice(0, 300))
    }
  }

  function complain(what: string, about: string): void {
    count(damage.answers, 'wrong')
    if (damage.wrong.length < samples) damage.wrong.push(`${what}: ${about.slice(0, 600)}`)
  }

  // Limits count by address: an attack has as many as it wants.
  function address(net: number): string {
    return `127.0.${net}.${chance.whole(1, 250)}`
  }
}

const isWrong = (ending: Ending) =>
  ending === 'silent' || (typeof ending === 'number' && ending >= 500 && ending !== 503)

function count(counts: Record<string, number>, what: string | number): void {
  counts[what] = (counts[what] ?? 0) + 1
}

function within<Value>(promise: Promise<Value>): Promise<Value | 'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), patienceMs)
    void promise.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}
