import type { Context } from '#server/context'
import type { Me } from '#shared/protocol/agents'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { isPassword } from './passwords'
import { findAgentByEmail } from './queries'
import { meOf } from './read-session'
import { admitNew } from './sessions'

/** E-mail and password to a session. An unknown e-mail answers like a wrong password, in text and in time. */
export async function openSession(input: CheckedInputOf<'session:open'>, context: Context): Promise<Me> {
  if (!context.cookie) throw new Refusal('http-only')
  await context.limits.take('sign-in-account', input.email)
  const row = await findAgentByEmail(context.read, input.email)
  const matches = await isPassword(row?.password_hash, input.password)
  if (!row || !matches || row.disabled) throw new Refusal('wrong-credentials')
  await context.limits.forgive('sign-in-account', input.email)
  context.cookie.keep(await admitNew(context, row.id))
  return meOf(context.read, row.id)
}
