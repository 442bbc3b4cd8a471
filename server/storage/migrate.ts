import { type Kysely, type Migration, Migrator } from 'kysely'
import { log } from '#server/log'
import type { Storage } from './db'
import { ground } from './migrations/0001-ground'
import { talk } from './migrations/0002-talk'
import { selling } from './migrations/0003-selling'
import { guarding } from './migrations/0004-guarding'
import { columns } from './migrations/columns'

type Up = (db: Kysely<unknown>) => Promise<void>

/** Every migration in order. Forward only; a released one is never changed. */
function migrations(dialect: Storage['dialect']): Record<string, Migration> {
  const types = columns(dialect)
  const steps: Record<string, Up> = {
    '0001-ground': ground(types),
    '0002-talk': talk(types),
    '0003-selling': selling(types),
    '0004-guarding': guarding(types),
  }
  return Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, { up }]))
}

/**
 * Brings the database up to date, all or nothing, after a backup when there is something to lose.
 * @throws when a step fails; the database is then as it was
 */
export async function migrate(storage: Storage): Promise<void> {
  const migrator = new Migrator({
    db: storage.write,
    provider: { getMigrations: async () => migrations(storage.dialect) },
  })
  const known = await migrator.getMigrations()
  const pending = known.filter((one) => !one.executedAt)
  if (pending.length === 0) return
  if (pending.length < known.length) {
    const file = await storage.backup(`before-${pending.at(-1)?.name}-${Date.now()}`)
    if (file) log.info({ file }, 'Backed up before the upgrade')
  }
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
