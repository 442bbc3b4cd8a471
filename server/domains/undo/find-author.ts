import type { Reader } from '#server/storage/db'
import type { RecordKind } from '#shared/protocol/changes'

/** So far back is looked; who changed it before that is not worth more. */
const most = 200

/** Who changed a field of a record last, as far as its person's history tells. */
export async function findAuthor(
  db: Reader,
  { record, id, field, scope }: { record: RecordKind; id: string; field: string | null; scope: string },
): Promise<string | null> {
  const rows = await db
    .selectFrom('fact_scope')
    .innerJoin('fact', 'fact.n', 'fact_scope.n')
    .select('fact.data')
    .where('fact_scope.scope', '=', scope)
    .where('fact.name', 'like', `${record}.%`)
    .orderBy('fact_scope.n', 'desc')
    .limit(most)
    .execute()
  for (const row of rows) {
    const told = JSON.parse(row.data) as Told
    if (told[record]?.id !== id) continue
    const isIt = field === null || !told.changes?.length || told.changes.some((change) => change.field === field)
    if (isIt) return told.byAgentId ?? null
  }
  return null
}

type Told = { byAgentId?: string | null; changes?: { field: string }[] } & Partial<Record<RecordKind, { id: string }>>
