import type { Answer, InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import type { Clock, Line } from './ports'

/** `late`: no answer in time; `line`: the connection went first. Either way the server may have done it. */
export type Reply<Value> = { ok: Value } | { refused: RefusalAnswer } | { lost: 'late' | 'line' }

export type Ask = <Name extends RequestName>(name: Name, input: InputOf<Name>) => Promise<Reply<OutputOf<Name>>>

/** How long an answer may take. */
export const patience = 10_000

/** Asks over a line; every question is answered exactly once, if need be with `lost`. */
export function createAsk(line: () => Line, clock: Clock): { ask: Ask; dropAll(): void } {
  const waiting = new Set<() => void>()

  const ask: Ask = <Name extends RequestName>(name: Name, input: InputOf<Name>) =>
    new Promise<Reply<OutputOf<Name>>>((resolve) => {
      if (!line().connected()) return resolve({ lost: 'line' })
      const finish = (reply: Reply<OutputOf<Name>>) => {
        waiting.delete(drop)
        cancel()
        resolve(reply)
      }
      const drop = () => finish({ lost: 'line' })
      const cancel = clock.after(patience, () => finish({ lost: 'late' }))
      waiting.add(drop)
      line().request(name, input, (answer) => finish(answer as Answer<OutputOf<Name>>))
    })

  const dropAll = () => {
    for (const drop of [...waiting]) drop()
  }
  return { ask, dropAll }
}
