import { sql } from 'kysely'

/** Column types that mean the same on both dialects. */
export type Columns = {
  /** Text ordered and compared by its bytes; PostgreSQL's default collation is not that. */
  text: ReturnType<typeof sql>
  /** Whole numbers up to 2^53. */
  number: 'bigint' | 'integer'
}

export const columns = (dialect: 'sqlite' | 'postgres'): Columns =>
  dialect === 'postgres' ? { text: sql`text collate "C"`, number: 'bigint' } : { text: sql`text`, number: 'integer' }
