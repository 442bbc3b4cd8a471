import type { Context } from '#server/context'
import { log } from '#server/log'
import type { Me } from '#shared/protocol/agents'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { isPassword } from './passwords'
import { findAgentByEmail } from './queries'
import { meOf } from './read-session'
import { beginSession } from './sessions'
import { takeCode } from './two-step'
import { findTwoStep } from './two-step-queries'

/**
 * E-mail and password, and a code where two-step sign-in is on, to a session. An unknown e-mail answers like a wrong
 * password, in text and in time; whether a code is needed is said to nobody but who has the password.
 */
export async function openSession(input: CheckedInputOf<'session:open'>, context: Context): Promise<Me> {
  if (!context.cookie) throw new Refusal('http-only')
  await context.limits.take('sign-in-account', input.email)
  const row = await findAgentByEmail(context.read, input.email)
  const matches = await isPassword(row?.password_hash, input.password)
  if (!row || !matches || row.disabled) return refuse(context, row?.id, 'wrong-credentials')
  const { code } = input
  if (!code && (await findTwoStep(context.read, row.id))) throw new Refusal('code-required')
  if (code) await context.limits.take('second-step', row.id)
  const token = await context.change(async (tx) => {
    const twoStep = await findTwoStep(tx, row.id)
    if (twoStep && !(code && (await takeCode(tx, twoStep, code, context)))) return null
    return beginSession(tx, row.id, context.userAgent, context.now())
  })
  if (token === null) return refuse(context, row.id, 'wrong-code')
  await context.limits.forgive('sign-in-account', input.email)
  await context.limits.forgive('second-step', row.id)
  log.info({ agentId: row.id }, 'Signed in')
  context.cookie.keep(token)
  return meOf(context.read, row.id)
}

function refuse({ address }: Context, agentId: string | undefined, code: 'wrong-credentials' | 'wrong-code'): never {
  log.info({ agentId: agentId ?? null, address, code }, 'A sign-in was refused')
  throw new Refusal(code)
}
