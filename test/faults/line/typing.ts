import { randomId, randomText } from '#shared/values/random'
import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Outcome } from '../harness'
import { enter, siteKeyOf, words } from '../wire/enter'
import { RawLine } from '../wire/raw-line'
import { goodLine, type Shape, thinLine } from '../wire/shape'

const messages = 30
const body = 'x'.repeat(3_900)
const signals = 100
const calmSignals = 10
const signalEveryMs = 100
const drainedWithinMs = 40_000

/** Says more than a thin line can carry, and that somebody types all the while: only the latter may be left out. */
export async function fillThinLine(scene: Scene, shape: { next: Shape }): Promise<Outcome> {
  const { port } = scene.program.run
  const key = await siteKeyOf(scene.program.url, scene.cookie)
  shape.next = thinLine
  const visitor = await enter({ port, key, token: `v1.${randomText(32)}` })
  shape.next = goodLine
  const sent = await visitor.ask('visit:send', words('outside 1'))
  if (!sent || !('ok' in sent)) throw new Error('A visitor could not write')
  const { conversationId } = sent.ok
  const agent = await RawLine.open({ port, door: 'agent', cookie: scene.cookie })
  const heard: number[] = []
  let typingHeard = 0
  visitor.hear.event = (event, ...told) => {
    if (event === 'signal' && told[0] === 'agent.typing') typingHeard++
    const seq = event === 'fact' ? seqOf(told[0]) : null
    if (seq !== null) heard.push(seq)
  }
  const type = async (times: number) => {
    for (let said = 0; said < times; said++) {
      agent.tell(`42/agent,${JSON.stringify(['signal', 'agent.typing', { conversationId, typing: said % 2 === 0 }])}`)
      await pause(signalEveryMs)
    }
  }
  await type(calmSignals)
  const heardInCalm = typingHeard
  typingHeard = 0
  for (let number = 1; number <= messages; number++)
    void agent.ask('message:send', { id: randomId(), conversationId, body: `inside ${number} ${body}` })
  await type(signals)
  for (const end = performance.now() + drainedWithinMs; heard.length < messages && performance.now() < end; )
    await pause(100)
  for (const line of [visitor, agent]) line.drop()
  const isWhole = heard.length === messages && heard.every((seq, index) => seq === index + 2)
  const broken = [
    !isWhole && `a thin line brought ${heard.length} of ${messages} messages, or in another order`,
    heardInCalm === 0 && 'a free line carries no word that somebody types',
    typingHeard > signals / 2 && `a full line carried ${typingHeard} of ${signals} words that somebody types`,
  ]
  return {
    figures: { typingSaidInCalm: calmSignals, typingHeardInCalm: heardInCalm, typingSaid: signals, typingHeard },
    broken: broken.filter((one) => one !== false),
  }
}

function seqOf(told: unknown): number | null {
  const { name, data } = told as { name?: string; data?: { message?: { seq: number } } }
  return name === 'message.sent' ? (data?.message?.seq ?? null) : null
}
