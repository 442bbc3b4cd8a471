import { randomBytes } from 'node:crypto'
import type { AgentContext } from '#server/context'
import { assertProof } from '#server/domains/agents/index'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { hashOfKey, keyPrefix } from './admit-key'
import { insertKey, keyOf, removeKey } from './queries'

/** A new key. Its secret leaves in this one answer and is stored nowhere, not even with the attempt. */
export async function createKey(
  { name, scopes, proof }: CheckedInputOf<'key:create'>,
  context: AgentContext,
): Promise<OutputOf<'key:create'>> {
  await assertProof(context, proof)
  // Nobody gives away more than they hold.
  if (scopes.some((scope) => !context.caller.permissions.has(scope))) throw new Refusal('not-allowed')
  const secret = keyPrefix + randomBytes(32).toString('base64url')
  const row = {
    id: newId(),
    name,
    secret_hash: hashOfKey(secret),
    hint: secret.slice(-4),
    scopes: JSON.stringify([...new Set(scopes)]),
    created_by: context.caller.id,
    created_at: context.now(),
    used_at: null,
  }
  const key = await context.change(async (tx) => {
    await insertKey(tx, row)
    return keyOf(row)
  })
  // An attempt asked again finds the key it made before; this secret is not that key's.
  return { key, secret: key.id === row.id ? secret : null }
}

/** Ends a key. The next request that shows it is refused. */
export const revokeKey = (
  { keyId }: CheckedInputOf<'key:revoke'>,
  { change }: AgentContext,
): Promise<Record<string, never>> =>
  change(async (tx) => {
    if (!(await removeKey(tx, keyId))) throw new Refusal('not-found')
    return {}
  })
