import type { Reader, Tx } from '#server/storage/db'
import type { ApiKey } from '#shared/protocol/keys'
import type { KeyTables } from './tables'

type KeyRow = KeyTables['api_key']

/** A key as the console may see it. */
export const keyOf = (row: KeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: JSON.parse(row.scopes) as ApiKey['scopes'],
  hint: row.hint,
  createdByAgentId: row.created_by,
  createdAt: row.created_at,
  usedAt: row.used_at,
})

export async function listKeys(db: Reader): Promise<ApiKey[]> {
  return (await db.selectFrom('api_key').selectAll().orderBy('id', 'desc').execute()).map(keyOf)
}

export const findKey = (db: Reader, secretHash: string) =>
  db.selectFrom('api_key').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst()

export async function insertKey(tx: Tx, row: KeyRow): Promise<void> {
  await tx.insertInto('api_key').values(row).execute()
}

export async function touchKey(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('api_key').set({ used_at: at }).where('id', '=', id).execute()
}

/** @returns whether there was such a key */
export async function removeKey(tx: Tx, id: string): Promise<boolean> {
  return (await tx.deleteFrom('api_key').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
}
