import type { Db } from '#server/storage/db'
import type { Installation } from '#shared/protocol/setup'
import { findInstallation } from './queries'

/** What every door needs to know of the installation, without asking the database each time. */
export type InstallationState = {
  epoch: string
  secret: string
  isSetUp: boolean
  shared: Installation
}

/** Reads the state; asked at start and again when the set-up is done. */
export async function readInstallation(db: Db): Promise<InstallationState> {
  const row = await findInstallation(db)
  if (!row) throw new Error('The installation has no row of its own')
  const { epoch, secret, set_up_at, locale, time_zone, currency, public_url } = row
  return {
    epoch,
    secret,
    isSetUp: set_up_at !== null,
    shared: { locale, timeZone: time_zone, currency, publicUrl: public_url },
  }
}
