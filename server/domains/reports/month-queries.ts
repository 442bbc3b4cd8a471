import { type RawBuilder, sql } from 'kysely'
import type { Month } from './tell-months'

/** The month a moment lies in; null before the earliest. */
export function monthIn(moment: RawBuilder<unknown>, months: readonly Month[]): RawBuilder<string | null> {
  const whens = months.map(({ month, begins }) => sql`when ${moment} >= ${begins} then ${sql.lit(month)}`)
  return sql<string | null>`case ${sql.join(whens, sql` `)} end`
}
