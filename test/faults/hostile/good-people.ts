import { randomId, randomText } from '#shared/values/random'
import { enter, words } from '../wire/enter'
import { pause } from '../wire/measure'
import { RawLine } from '../wire/raw-line'

/** What well-behaved people saw while the attack went on. */
export type Account = {
  /** Milliseconds each of their messages waited for its answer. */
  waits: number[]
  /** Messages that were refused or never answered. */
  failed: string[]
  /** Messages answered as sent that are not in the conversation afterwards, once each and in order. */
  lost: number
  stored: number
}

/** Visitors and an agent who talk at a human pace until told to stop. */
export async function talk(setting: {
  port: number
  key: string
  cookie: string
  visitors: number
  everyMs: number
}): Promise<() => Promise<Account>> {
  const { port, key, cookie, visitors, everyMs } = setting
  const account: Account = { waits: [], failed: [], lost: 0, stored: 0 }
  let talking = true
  const agent = await RawLine.open({ port, door: 'agent', cookie, from: '127.0.1.250' })
  const chats = await Promise.all(
    Array.from({ length: visitors }, async (_, index) => {
      const line = await enter({ port, key, token: `v1.${randomText(32)}`, from: `127.0.1.${index + 1}` })
      const first = await line.ask('visit:send', words('Is the oak table still there?'))
      if (!first || !('ok' in first)) throw new Error('A visitor could not begin to talk')
      return { line, conversationId: first.ok.conversationId, said: [first.ok.message.id] }
    }),
  )
  const done = Promise.all(chats.map((chat) => chatOn(chat)))
  return async () => {
    talking = false
    await done
    agent.drop()
    return account
  }

  async function chatOn({ line, conversationId, said }: (typeof chats)[number]): Promise<void> {
    for (let turn = 0; talking; turn++) {
      const id = randomId()
      const started = performance.now()
      const answer = await (turn % 4 === 3
        ? agent.ask('message:send', { id, conversationId, body: `Yes, ${turn} of them` })
        : line.ask('visit:send', words(`And number ${turn}?`, id)))
      account.waits.push(performance.now() - started)
      if (answer && 'ok' in answer) said.push(id)
      else account.failed.push(answer ? answer.refused.code : 'the line went')
      await pause(everyMs)
    }
    const stored = await read(line)
    account.stored += stored.length
    account.lost += said.filter((id, index) => stored[index] !== id).length
    line.drop()
  }
}

async function read(line: RawLine): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const view = await line.ask('visit:sync', { after: ids.length })
    if (!view || !('ok' in view)) throw new Error('A visitor could not read the conversation')
    ids.push(...view.ok.messages.map(({ id }) => id))
    if (ids.length >= view.ok.head || view.ok.messages.length === 0) return ids
  }
}
