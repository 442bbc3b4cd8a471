import type { AgentContext } from '#server/context'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { listMail } from './queries'
import { retryMail } from './retry-mail'

export { removeMailBefore } from './queries'
export { queueMail } from './queue-mail'
export { mailbag } from './send-mail'

export const handlers = {
  'mail:list': async (
    { state, cursor, limit }: CheckedInputOf<'mail:list'>,
    { read, hasMail }: AgentContext,
  ): Promise<OutputOf<'mail:list'>> => {
    const found = await listMail(read, { state, before: cursor, limit: limit + 1 })
    return {
      items: found.slice(0, limit),
      next: found.length > limit ? (found[limit - 1]?.id ?? null) : null,
      isSetUp: hasMail,
    }
  },
  'mail:retry': retryMail,
}
