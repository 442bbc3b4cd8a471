import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { Installation } from '#shared/protocol/setup'
import type { InstallationRow } from './tables'

const theInstallation = statement<Record<string, never>, InstallationRow>((db) =>
  db.selectFrom('installation').selectAll().where('id', '=', 1),
)

/** What is true of the whole house; nothing before the set-up. */
export const findInstallation = async (db: Reader): Promise<InstallationRow | undefined> =>
  (await theInstallation(db, {}))[0]

export async function insertInstallation(tx: Tx, row: { epoch: string; secret: string }): Promise<void> {
  await tx
    .insertInto('installation')
    .values({
      ...row,
      id: 1,
      setup_token_hash: null,
      set_up_at: null,
      locale: 'en',
      time_zone: 'UTC',
      currency: 'USD',
      public_url: '',
      two_step_required: 0,
      support_contact: '',
    })
    .execute()
}

export async function saveSetupToken(tx: Tx, hash: string): Promise<void> {
  await tx.updateTable('installation').set({ setup_token_hash: hash }).where('id', '=', 1).execute()
}

export async function saveTwoStepRequired(tx: Tx, required: boolean): Promise<void> {
  await tx
    .updateTable('installation')
    .set({ two_step_required: required ? 1 : 0 })
    .where('id', '=', 1)
    .execute()
}

export async function saveSupportContact(tx: Tx, contact: string): Promise<void> {
  await tx.updateTable('installation').set({ support_contact: contact }).where('id', '=', 1).execute()
}

/** Closes the set-up for good; only one caller can be told true. */
export async function finishSetup(
  tx: Tx,
  { locale, timeZone, currency, publicUrl }: Omit<Installation, 'supportContact'>,
  at: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('installation')
    .set({ set_up_at: at, setup_token_hash: null, locale, time_zone: timeZone, currency, public_url: publicUrl })
    .where('id', '=', 1)
    .where('set_up_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
