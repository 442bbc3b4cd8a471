import type { Context } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import type { Reader, Tx } from '#server/storage/db'
import type { TwoStep } from '#shared/protocol/agents'
import { type Role, seesEverySite } from '#shared/rules/permissions'
import { hashOfCode, stepOf } from './two-step-codes'
import { countRecoveryCodes, findTwoStep, takeRecoveryCode, takeStep } from './two-step-queries'

/** Whether the installation asks two-step sign-in of somebody who has none. */
export async function isUnsecured(db: Reader, { id, role }: { id: string; role: Role }): Promise<boolean> {
  if (!seesEverySite(role)) return false
  if ((await findInstallation(db))?.two_step_required !== 1) return false
  return !(await findTwoStep(db, id))
}

/** How an agent's sign-in stands. */
export async function readTwoStep(db: Reader, agentId: string): Promise<TwoStep> {
  return {
    enabled: (await findTwoStep(db, agentId)) !== undefined,
    codesLeft: await countRecoveryCodes(db, agentId),
    required: (await findInstallation(db))?.two_step_required === 1,
  }
}

/**
 * Uses a code up: the authenticator's of this moment, or a recovery code.
 * @returns false when it is neither, or was used before
 */
export async function takeCode(
  tx: Tx,
  { agent_id: agentId, secret: sealed }: { agent_id: string; secret: string },
  code: string,
  { vault, now }: Pick<Context, 'vault' | 'now'>,
): Promise<boolean> {
  // Authenticators show their digits in two groups.
  const digits = code.replaceAll(' ', '')
  if (!/^\d{6}$/.test(digits)) return takeRecoveryCode(tx, agentId, hashOfCode(code))
  const secret = vault.open(sealed, agentId)
  const step = secret === null ? null : stepOf(secret, digits, Date.parse(now()))
  return step !== null && takeStep(tx, agentId, step)
}
