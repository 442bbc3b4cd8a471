import type { Db, Reader } from '#server/storage/db'
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
  const { epoch, secret, set_up_at } = await row(db)
  return { epoch, secret, isSetUp: set_up_at !== null, shared: await sharedIn(db) }
}

/** What agents know of the installation. */
export async function sharedIn(db: Reader): Promise<Installation> {
  const { locale, time_zone, currency, public_url, support_contact } = await row(db)
  return { locale, timeZone: time_zone, currency, publicUrl: public_url, supportContact: support_contact }
}

async function row(db: Reader) {
  const found = await findInstallation(db)
  if (!found) throw new Error('The installation has no row of its own')
  return found
}
