import { type Kysely, type Migration, Migrator } from 'kysely'
import { log } from '#server/log'
import type { Storage } from './db'
import { ground } from './migrations/0001-ground'
import { talk } from './migrations/0002-talk'
import { selling } from './migrations/0003-selling'
import { guarding } from './migrations/0004-guarding'
import { forecast } from './migrations/0005-forecast'
import { processes } from './migrations/0006-processes'
import { paths } from './migrations/0007-paths'
import { reminders } from './migrations/0008-reminders'
import { lists } from './migrations/0009-lists'
import { files } from './migrations/0010-files'
import { dealNotes } from './migrations/0011-deal-notes'
import { autoDeals } from './migrations/0012-auto-deals'
import { leads } from './migrations/0013-leads'
import { contacts } from './migrations/0014-contacts'
import { words } from './migrations/0015-words'
import { underWay } from './migrations/0016-under-way'
import { conversion } from './migrations/0017-conversion'
import { fields } from './migrations/0018-fields'
import { rules } from './migrations/0019-rules'
import { conversions } from './migrations/0020-conversions'
import { segments } from './migrations/0022-segments'
import { notes } from './migrations/0023-notes'
import { pipelineMembers } from './migrations/0024-pipeline-members'
import { chatToMoney } from './migrations/0025-chat-to-money'
import { filesBeside } from './migrations/0026-files-beside'
import { dealsInReports } from './migrations/0027-deals-in-reports'
import { columns } from './migrations/columns'

type Up = (db: Kysely<unknown>) => Promise<void>

/** Every migration in order. Forward only; a released one is never changed. */
export function migrations(dialect: Storage['dialect']): Record<string, Migration> {
  const types = columns(dialect)
  const steps: Record<string, Up> = {
    '0001-ground': ground(types),
    '0002-talk': talk(types),
    '0003-selling': selling(types),
    '0004-guarding': guarding(types),
    '0005-forecast': forecast(types),
    '0006-processes': processes(types),
    '0009-lists': lists(types, dialect),
    '0007-paths': paths(types),
    '0008-reminders': reminders(types),
    '0010-files': files(types),
    '0011-deal-notes': dealNotes(types),
    '0012-auto-deals': autoDeals(types),
    '0013-leads': leads(types),
    '0014-contacts': contacts(types),
    '0015-words': words(types, dialect),
    '0016-under-way': underWay(types),
    '0017-conversion': conversion(types),
    '0018-fields': fields(types),
    '0019-rules': rules(types),
    '0020-conversions': conversions(types),
    '0022-segments': segments(types),
    '0023-notes': notes(types),
    '0024-pipeline-members': pipelineMembers(types),
    '0025-chat-to-money': chatToMoney(types),
    '0026-files-beside': filesBeside(types),
    '0027-deals-in-reports': dealsInReports(),
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
