import type { Reader, Tx } from '#server/storage/db'
import type { Installation } from '#shared/protocol/setup'

export const findInstallation = (db: Reader) =>
  db.selectFrom('installation').selectAll().where('id', '=', 1).executeTakeFirst()

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

/** Closes the set-up for good; only one caller can be told true. */
export async function finishSetup(
  tx: Tx,
  { locale, timeZone, currency, publicUrl }: Installation,
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
