import { randomId, randomText } from '#shared/values/random'
import type { Harness, Outcome, Trial } from '../harness'
import { enter, visitorHello, words } from '../wire/enter'
import { type Ground, prepareGround, smallMachine, unlimited } from '../wire/ground'
import { pause, residentMb, round } from '../wire/measure'
import { RawLine } from '../wire/raw-line'
import { betweenServerAnd } from './kernel'
import { SlowReader } from './reader'

const cutWithinMs = 10_000
const memoryMb = 60
const lookEveryMs = 250
const body = 'x'.repeat(4_000)
/** A message with what stands around it on the wire. */
const bytesPerMessage = 4_250
const inFlight = 64
const settledMs = 4_000
const settledMb = 3
const warmAtMostMs = 20_000

type Chat = { token: string; conversationId: string }
type Said = (index: number, seq: number) => void

export const harness: Harness = {
  promise: 'a client that stops reading is cut before it costs anybody anything',
  unit: 'sockets that stop reading',
  dose: { short: 10, full: 50 },
  mutants: [],
  async run(trial) {
    const ground = await prepareGround()
    const program = ground.program({ ...unlimited, ...smallMachine })
    try {
      await program.start()
      return await flood(ground, program.pid ?? 0, trial)
    } finally {
      await program.kill()
      ground.clear()
    }
  },
}

async function flood({ port, key, cookie }: Ground, pid: number, { dose, say }: Trial): Promise<Outcome> {
  const isLong = dose >= harness.dose.full
  const atLeastMs = isLong ? 60_000 : 0
  const chats = await Promise.all(Array.from({ length: dose }, () => begin(port, key)))
  const agent = await RawLine.open({ port, door: 'agent', cookie })

  // What the flood itself costs while everybody reads is not what is asked here.
  const reading = await Promise.all(chats.map(({ token }) => RawLine.open(visitorHello({ port, key, token }))))
  const before = await warmUp(agent, chats, pid)
  for (const line of reading.slice(1)) line.drop()

  // Another tab of the first slow visitor goes on reading.
  const [healthy] = reading
  const heard: number[] = []
  if (healthy) healthy.hear.event = (_, told) => void heard.push(...seqOf(told))
  let readers = await Promise.all(chats.map((chat, index) => slowReader(port, key, chat, index % 3 === 2)))
  const delays: number[] = []
  let peak = before
  let newest = 0
  const started = performance.now()
  const isOver = () => performance.now() - started > atLeastMs && delays.length >= dose
  const end = started + atLeastMs + 90_000
  const watching = watch()
  await floodUntil(
    agent,
    chats,
    () => isOver() || performance.now() > end,
    (index, seq) => {
      readers[index]?.said(bytesPerMessage)
      if (index === 0) newest = Math.max(newest, seq)
    },
  )
  await watching
  await pause(500)
  const hasHole = heard.some((seq, index) => index > 0 && seq !== (heard[index - 1] ?? 0) + 1)
  for (const reader of readers) reader.leave()
  for (const line of [agent, healthy]) line?.drop()

  const slowestCutMs = round(Math.max(0, ...delays))
  const broken = [
    delays.length < dose && `${dose - delays.length} of ${dose} were never cut`,
    slowestCutMs > cutWithinMs && `one was cut only ${slowestCutMs} ms after too much waited for it`,
    peak - before > memoryMb && `they cost ${round(peak - before)} MB of memory`,
    (hasHole || heard.at(-1) !== newest) && `a tab that reads heard up to ${heard.at(-1)} of ${newest}, or with holes`,
  ]
  return {
    figures: {
      sockets: dose,
      cut: delays.length,
      slowestCutMs,
      beforeMb: round(before),
      peakMb: round(peak),
      heard: heard.length,
    },
    broken: broken.filter((one) => one !== false),
  }

  /** Looks at every slow reader; who was cut comes back and stops reading again. */
  async function watch(): Promise<void> {
    while (!isOver() && performance.now() < end) {
      const now = performance.now()
      const between = betweenServerAnd(port)
      peak = Math.max(peak, residentMb(pid))
      for (const reader of readers) reader.look(between.get(reader.port), now)
      readers = await Promise.all(
        readers.map(async (reader, index) => {
          if (reader.cutAt === null) return reader
          delays.push(reader.cutAt - (reader.exceededAt ?? reader.cutAt))
          say(`${delays.length} were cut, ${round(peak - before)} MB more memory`)
          reader.leave()
          return slowReader(port, key, chats[index] as Chat, index % 3 === 2)
        }),
      )
      await pause(lookEveryMs)
    }
  }
}

/** Floods while everybody reads until the memory grows no more; what it takes then. */
async function warmUp(agent: RawLine, chats: readonly Chat[], pid: number): Promise<number> {
  const end = performance.now() + warmAtMostMs
  let highest = 0
  let since = performance.now()
  const watching = setInterval(() => {
    const mb = residentMb(pid)
    if (mb > highest + settledMb) since = performance.now()
    highest = Math.max(highest, mb)
  }, lookEveryMs)
  const isOver = () => performance.now() > end || performance.now() - since > settledMs
  await floodUntil(agent, chats, isOver, () => {})
  clearInterval(watching)
  return highest
}

async function begin(port: number, key: string): Promise<Chat> {
  const token = `v1.${randomText(32)}`
  const line = await enter({ port, key, token })
  const sent = await line.ask('visit:send', words('Hello'))
  line.drop()
  if (!sent || !('ok' in sent)) throw new Error('A visitor could not write')
  return { token, conversationId: sent.ok.conversationId }
}

async function slowReader(port: number, key: string, { token, conversationId }: Chat, sips: boolean) {
  return new SlowReader(await RawLine.open(visitorHello({ port, key, token })), conversationId, sips)
}

/** Long messages to every conversation in turn, as fast as they are answered. */
async function floodUntil(agent: RawLine, chats: readonly Chat[], isOver: () => boolean, said: Said): Promise<void> {
  let next = 0
  const one = async () => {
    while (!isOver()) {
      const index = next++ % chats.length
      const answer = await agent.ask('message:send', {
        id: randomId(),
        conversationId: chats[index]?.conversationId ?? '',
        body,
      })
      if (!answer || !('ok' in answer)) throw new Error(`The flood was refused: ${JSON.stringify(answer)}`)
      said(index, answer.ok.seq)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
}

function seqOf(told: unknown): number[] {
  const { name, data } = told as { name?: string; data?: { message?: { seq: number } } }
  return name === 'message.sent' && data?.message ? [data.message.seq] : []
}
