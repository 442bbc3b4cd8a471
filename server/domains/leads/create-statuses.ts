import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Locale } from '#shared/protocol/agents'
import type { LeadKind } from '#shared/protocol/leads'
import { insertStatuses } from './queries'

/** What statuses are called at first, in the order of a lead's way. */
const firstStatuses: Record<Locale, readonly (readonly [LeadKind, string])[]> = {
  en: [
    ['new', 'New'],
    ['working', 'Contacted'],
    ['qualified', 'Qualified'],
    ['unqualified', 'Not qualified'],
    ['converted', 'Converted'],
  ],
  tr: [
    ['new', 'Yeni'],
    ['working', 'İletişim kuruldu'],
    ['qualified', 'Nitelikli'],
    ['unqualified', 'Niteliksiz'],
    ['converted', 'Dönüştürüldü'],
  ],
}

/** The statuses a new installation starts with. */
export const createStatuses = (tx: Tx, locale: Locale): Promise<void> =>
  insertStatuses(
    tx,
    firstStatuses[locale].map(([kind, name], position) => ({ id: newId(), name, kind, position, version: 1 })),
  )
