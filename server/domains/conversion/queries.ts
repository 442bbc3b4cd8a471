import { sql } from 'kysely'
import type { Knowing } from '#server/context'
import { outside } from '#server/storage/among'
import type { Reader } from '#server/storage/db'
import type { Belongings } from '#shared/protocol/conversion'

/** What belongs to a person, counted, but for what belongs to a deal somebody may not know. */
export async function countBelongings(
  db: Reader,
  { closedPipelineIds: closed }: Knowing,
  personId: string,
): Promise<Belongings> {
  const known = closed.length > 0 ? sql`and ${outside('deal.pipeline_id', closed)}` : sql``
  const ofKnown = (table: 'file' | 'task') =>
    closed.length > 0
      ? sql`and not exists (select 1 from deal where deal.id = ${sql.ref(table === 'file' ? 'file.record_id' : 'task.deal_id')}
          and not ${outside('deal.pipeline_id', closed)})`
      : sql``
  const row = await db
    .selectNoFrom([
      sql<number>`(select count(*) from conversation where person_id = ${personId})`.as('conversations'),
      sql<number>`(select count(*) from note where person_id = ${personId})
        + (select count(*) from record_note where record = 'person' and record_id = ${personId} and removed = 0)
        + (select count(*) from record_note join deal on deal.id = record_note.record_id
           where record = 'deal' and deal.person_id = ${personId} and deal.removed = 0
           and record_note.removed = 0 ${known})`.as('notes'),
      sql<number>`(select count(*) from file where person_id = ${personId} and removed = 0 ${ofKnown('file')})`.as(
        'files',
      ),
      sql<number>`(select count(*) from task where person_id = ${personId} and status = 'open' ${ofKnown('task')})`.as(
        'tasks',
      ),
      sql<number>`(select count(*) from task where person_id = ${personId} and status <> 'open' ${ofKnown('task')})`.as(
        'doneTasks',
      ),
      sql<number>`(select count(*) from deal where person_id = ${personId} and removed = 0 ${known})`.as('deals'),
    ])
    .executeTakeFirstOrThrow()
  const [conversations, notes, files] = [Number(row.conversations), Number(row.notes), Number(row.files)]
  return {
    ...{ conversations, notes, files },
    ...{ tasks: Number(row.tasks), doneTasks: Number(row.doneTasks), deals: Number(row.deals) },
  }
}
