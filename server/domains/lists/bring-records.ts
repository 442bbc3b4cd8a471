import { setImmediate as breathe } from 'node:timers/promises'
import type { TeamContext } from '#server/context'
import { findAgent, listAgents, worksOn } from '#server/domains/agents/index'
import { handlers as companies } from '#server/domains/companies/index'
import { handlers as contacts } from '#server/domains/contacts/index'
import { listFieldsOf } from '#server/domains/fields/index'
import { handlers as leads } from '#server/domains/leads/index'
import type { Agent } from '#shared/protocol/agents'
import type { CompanyDetails } from '#shared/protocol/companies'
import type { ContactDetails } from '#shared/protocol/contacts'
import type { LeadDetails } from '#shared/protocol/leads'
import { isPassing, Refusal } from '#shared/protocol/refusals'
import type { CsvRecord, RecordLine, RecordMapping } from '#shared/rules/record-csv'
import { companyKey, type RecordKey } from '#shared/rules/record-keys'
import { inBatches, type Row } from './in-batches'
import { findCompanyNamed, isKnown } from './key-queries'
import { type Misread, type RecordReading, type RowOfRecord, readRecord } from './read-record'

export type Bringing = {
  record: CsvRecord
  rid: string
  siteId: string
  locale: 'en' | 'tr'
  mapping: RecordMapping
  /** Says what would become of each row and changes nothing. */
  isTrial: boolean
}

type Waiting = Row<RowOfRecord> | RecordLine

/**
 * Makes leads, contacts or companies of the rows of a file and tells of each what became of it. Who is there already, by
 * address or number, else by name, is not made twice; so a file may be brought twice.
 */
export async function* bringRecords(
  text: string,
  { record, rid, siteId, locale, mapping, isTrial }: Bringing,
  context: TeamContext,
): AsyncGenerator<RecordLine> {
  const { read, caller } = context
  if (!caller.siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
  const fields = (await listFieldsOf(read, record)).filter(({ removed }) => !removed)
  const reading: RecordReading = {
    ...{ record, mapping, fields, locale, db: read },
    agents: await ownersOn(context, siteId, record),
  }
  // What the rows above would have made, as far as it matters to those below.
  const wouldBe = new Set<string>()
  yield* inBatches<RowOfRecord, Misread, RecordLine>(text, {
    read: (cells) => readRecord(cells, reading),
    isSame: (one, other) => one.keys.some((key) => other.keys.some((same) => nameOf(key) === nameOf(same))),
    bad: (line, why, cells) => ({ line, does: 'bad', ...why, cells }),
    settle,
  })

  async function settle(rows: readonly Waiting[]): Promise<RecordLine[]> {
    await breathe()
    const places = new Map<string, string | null>()
    // One company for all who work there, made before them.
    for (const one of rows) if ('row' in one && !isTrial) await place(one, places)
    return Promise.all(rows.map((one) => ('does' in one ? one : isTrial ? tryOut(one) : make(one, places))))
  }

  async function tryOut({ line, row }: Row<RowOfRecord>): Promise<RecordLine> {
    const keys = telling(row.keys)
    const known = await isKnown(read, record, siteId, keys)
    const isThere = known || keys.some((key) => wouldBe.has(nameOf(key)))
    for (const key of row.keys) wouldBe.add(nameOf(key))
    return { line, does: isThere ? 'exists' : 'create' }
  }

  async function place(
    { line, row: { company } }: Row<RowOfRecord>,
    places: Map<string, string | null>,
  ): Promise<void> {
    const key = companyKey(company)
    if (key === '' || places.has(key)) return
    const known = await findCompanyNamed(read, siteId, key)
    const made = async () =>
      (await companies['company:create']({ rid, siteId, details: { name: company } }, part(`${line} company`))).id
    places.set(key, known ?? (await made()))
  }

  async function make(
    { line, cells, row }: Row<RowOfRecord>,
    places: ReadonlyMap<string, string | null>,
  ): Promise<RecordLine> {
    try {
      if (await isKnown(read, record, siteId, telling(row.keys))) return { line, does: 'exists' }
      const single = part(String(line))
      const whose = { siteId }
      if (record === 'lead')
        await leads['lead:create']({ rid, whose, details: row.details as LeadDetails }, single, 'file')
      if (record === 'contact') {
        const companyId = places.get(companyKey(row.company)) ?? null
        const details = { ...(row.details as ContactDetails), companyId }
        await contacts['contact:create']({ rid, whose, details }, single)
      }
      if (record === 'company')
        await companies['company:create']({ rid, siteId, details: row.details as CompanyDetails }, single)
      return { line, does: 'create' }
    } catch (error) {
      if (!(error instanceof Refusal) || isPassing(error.code)) throw error
      return { line, does: 'bad', why: 'refused', cells }
    }
  }

  /** Named by the row within the request's attempt: asked again, what was made is not made twice. */
  function part(name: string): TeamContext {
    return { ...context, change: (work) => context.change(work, name) }
  }
}

/** Agents a record of the site may be given to. */
async function ownersOn({ read }: TeamContext, siteId: string, record: CsvRecord): Promise<Agent[]> {
  const owners: Agent[] = []
  const permission = record === 'lead' ? 'leads.read' : 'contacts.read'
  for (const agent of await listAgents(read)) {
    const row = await findAgent(read, agent.id)
    if (row && (await worksOn(read, row, siteId, permission))) owners.push(agent)
  }
  return owners
}

/** What says for sure who it is; a name does so only where there is nothing else. */
function telling(keys: readonly RecordKey[]): readonly RecordKey[] {
  const sure = keys.filter(({ kind }) => kind !== 'name')
  return sure.length > 0 ? sure : keys
}

const nameOf = ({ kind, key }: RecordKey): string => `${kind} ${key}`
