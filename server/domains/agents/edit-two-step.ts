import type { AgentContext } from '#server/context'
import { saveTwoStepRequired } from '#server/domains/installation/index'
import { log } from '#server/log'
import type { TwoStep } from '#shared/protocol/agents'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { assertProof } from './assert-proof'
import { accessManaged } from './edit-agent'
import { readTwoStep } from './two-step'
import { hashOfCode, makeRecoveryCodes, stepOf } from './two-step-codes'
import { findTwoStep, insertTwoStep, removeTwoStep, replaceRecoveryCodes, takeStep } from './two-step-queries'

/** Asks for a code from the next sign-in on. The authenticator shows first that it knows the secret. */
export async function enableTwoStep(
  { secret, code, proof }: CheckedInputOf<'authenticator:enable'>,
  context: AgentContext,
): Promise<OutputOf<'authenticator:enable'>> {
  const { caller, vault, now } = context
  await assertProof(context, proof)
  const step = stepOf(secret, code, Date.parse(now()))
  if (step === null) throw new Refusal('wrong-code')
  const codes = makeRecoveryCodes()
  const first = await context.change(async (tx) => {
    await removeTwoStep(tx, caller.id)
    await insertTwoStep(tx, caller.id, vault.seal(secret, caller.id))
    await takeStep(tx, caller.id, step)
    const hashes = codes.map(hashOfCode)
    await replaceRecoveryCodes(tx, caller.id, hashes)
    return hashes[0]
  })
  log.info({ agentId: caller.id }, 'Two-step sign-in was switched on')
  // Rights that waited for this are given to the sockets that are open.
  if (caller.mustSecure) await context.readmit(caller.id)
  return shownOnce(codes, first)
}

/** Ten new codes; those before are void. */
export async function renewCodes(
  { proof }: CheckedInputOf<'authenticator:renewCodes'>,
  context: AgentContext,
): Promise<OutputOf<'authenticator:renewCodes'>> {
  await assertProof(context, proof)
  const codes = makeRecoveryCodes()
  const first = await context.change(async (tx) => {
    if (!(await findTwoStep(tx, context.caller.id))) throw new Refusal('not-found')
    const hashes = codes.map(hashOfCode)
    await replaceRecoveryCodes(tx, context.caller.id, hashes)
    return hashes[0]
  })
  return shownOnce(codes, first)
}

/** Back to the password alone. */
export async function disableTwoStep(
  { proof }: CheckedInputOf<'authenticator:disable'>,
  context: AgentContext,
): Promise<Record<string, never>> {
  await assertProof(context, proof)
  await context.change(async (tx) => {
    await removeTwoStep(tx, context.caller.id)
    return {}
  })
  log.info({ agentId: context.caller.id }, 'Two-step sign-in was switched off')
  await context.readmit(context.caller.id)
  return {}
}

/** For an agent who lost phone and codes: the password alone lets them in again. */
export async function resetTwoStep(
  { agentId }: CheckedInputOf<'authenticator:reset'>,
  context: AgentContext,
): Promise<Record<string, never>> {
  await context.change(async (tx) => {
    await accessManaged(tx, context.caller, agentId, { reset: true })
    await removeTwoStep(tx, agentId)
    return {}
  })
  log.info({ agentId, byAgentId: context.caller.id }, 'Two-step sign-in was taken off an agent')
  await context.readmit(agentId)
  return {}
}

/** Whether owners and admins must have it. Who asks it of others has it. */
export const requireTwoStep = (
  { required }: CheckedInputOf<'authenticator:require'>,
  { caller, change }: AgentContext,
): Promise<TwoStep> =>
  change(async (tx) => {
    if (required && !(await findTwoStep(tx, caller.id))) throw new Refusal('two-step-required')
    await saveTwoStepRequired(tx, required)
    return readTwoStep(tx, caller.id)
  })

// An attempt asked again finds what it stored the first time; the codes made now are not those.
const shownOnce = (codes: string[], stored: string | undefined) => ({
  codes: stored === hashOfCode(codes[0] ?? '') ? codes : null,
})
