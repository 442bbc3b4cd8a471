import type { Reader, Tx } from '#server/storage/db'

export const findTwoStep = (db: Reader, agentId: string) =>
  db.selectFrom('two_step').selectAll().where('agent_id', '=', agentId).executeTakeFirst()

export async function insertTwoStep(tx: Tx, agentId: string, secret: string): Promise<void> {
  await tx.insertInto('two_step').values({ agent_id: agentId, secret }).execute()
}

/** Forgets secret, codes and used steps. @returns whether there was anything to forget */
export async function removeTwoStep(tx: Tx, agentId: string): Promise<boolean> {
  await tx.deleteFrom('recovery_code').where('agent_id', '=', agentId).execute()
  await tx.deleteFrom('used_step').where('agent_id', '=', agentId).execute()
  return (await tx.deleteFrom('two_step').where('agent_id', '=', agentId).executeTakeFirst()).numDeletedRows > 0n
}

/** Marks a step as used, for as long as the secret lives: a clock may come back to it. @returns false when it was used before */
export async function takeStep(tx: Tx, agentId: string, step: number): Promise<boolean> {
  const result = await tx
    .insertInto('used_step')
    .values({ agent_id: agentId, step })
    .onConflict((conflict) => conflict.columns(['agent_id', 'step']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function replaceRecoveryCodes(tx: Tx, agentId: string, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recovery_code').where('agent_id', '=', agentId).execute()
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ agent_id: agentId, code_hash })))
    .execute()
}

/** Uses a recovery code up. @returns false when there is none like it */
export async function takeRecoveryCode(tx: Tx, agentId: string, hash: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('recovery_code')
    .where('agent_id', '=', agentId)
    .where('code_hash', '=', hash)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function countRecoveryCodes(db: Reader, agentId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('agent_id', '=', agentId)
    .executeTakeFirstOrThrow()
  return Number(count)
}
