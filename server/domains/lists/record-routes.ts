import { createHash } from 'node:crypto'
import { z } from 'zod'
import { listFieldsOf } from '#server/domains/fields/index'
import { asLines, read, send, take } from '#server/http/carry-files'
import type { StreamRoute } from '#server/http/streams'
import { companyRequests } from '#shared/protocol/companies'
import { contactRequests } from '#shared/protocol/contacts'
import { Id, Rid } from '#shared/protocol/define'
import { leadListRequests } from '#shared/protocol/lead-lists'
import { type CsvRecord, csvRecords } from '#shared/rules/record-csv'
import { bringRecords } from './bring-records'
import { lookAtRecords } from './look-records'
import { decode } from './read-csv'
import { filesOf, type Wanted, writeRecords } from './write-records'

const Locale = z.enum(['en', 'tr']).default('en')
const Spoken = z.object({ locale: Locale })

/** `name:0,custom.ID:3`: what stands in which column. */
const Columns = z
  .string()
  .max(10_000)
  .regex(/^[\w.-]+:\d{1,3}(,[\w.-]+:\d{1,3})*$/)
  .transform((text) => Object.fromEntries(text.split(',').map((pair) => splitPair(pair))))

const splitPair = (pair: string): [string, number] => {
  const [column = '', at = ''] = pair.split(':')
  return [column, Number(at)]
}

const Brought = z.object({ rid: Rid, siteId: Id, locale: Locale, trial: z.enum(['yes', 'no']), columns: Columns })

/** Leads, contacts and companies as files: written as a list is asked for, read with a mapping of columns. */
export const recordStreams: readonly StreamRoute[] = csvRecords.flatMap(streamsOf)

function streamsOf(record: CsvRecord): StreamRoute[] {
  const slice = record === 'lead' ? 'leads' : 'contacts'
  const writing = { door: 'team', permission: `${slice}.read`, limit: 'read' } as const
  const bringing = { door: 'team', permission: `${slice}.write`, limit: 'change' } as const
  const path = `/${filesOf[record]}.csv`
  return [
    {
      name: `${record}:export`,
      method: 'get',
      path,
      meta: writing,
      async run(req, res, bind) {
        const context = bind(null)
        const parts = writeRecords(wantedOf(record, req.query), read(Spoken, req.query).locale, context)
        // The first piece is made before anything is promised: what is refused is refused with its status.
        const first = await parts.next()
        const file = `${filesOf[record]}-${context.now().slice(0, 10)}.csv`
        res.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${file}"` })
        res.type('text/csv; charset=utf-8')
        if (!first.done) res.write(first.value)
        await send(res, parts)
      },
    },
    {
      // A look changes nothing; it is a POST because it brings the file.
      name: `${record}:look`,
      method: 'post',
      path: `${path}/look`,
      meta: bringing,
      async run(req, res, bind) {
        const text = decode(await take(req, res))
        res.json(await lookAtRecords(text, record, await listFieldsOf(bind(null).read, record)))
      },
    },
    {
      name: `${record}:import`,
      method: 'post',
      path,
      meta: bringing,
      async run(req, res, bind) {
        const asked = read(Brought, req.query)
        const { rid, siteId, locale, trial, columns: mapping } = asked
        const file = await take(req, res)
        // Another file under the same attempt is another attempt.
        const attempt = { ...asked, file: createHash('sha256').update(file).digest('base64url') }
        const lines = bringRecords(
          decode(file),
          { record, rid, siteId, locale, mapping, isTrial: trial === 'yes' },
          bind(attempt),
        )
        const first = await lines.next()
        res.type('application/x-ndjson')
        if (!first.done) res.write(`${JSON.stringify(first.value)}\n`)
        await send(res, asLines(lines))
      },
    },
  ]
}

/** What a list is asked for: its own words in the address, whatever page of it is on screen. */
function wantedOf(record: CsvRecord, { cursor: _, limit: __, ...query }: Record<string, unknown>): Wanted {
  if (record === 'lead') return { record, filter: read(inputOf(leadListRequests.list), query) }
  if (record === 'contact') return { record, filter: read(inputOf(contactRequests.list), query) }
  return { record, filter: read(inputOf(companyRequests.list), query) }
}

function inputOf<Schema>(request: { '~orpc': { inputSchema?: Schema } }): Schema {
  const { inputSchema } = request['~orpc']
  if (!inputSchema) throw new Error('A list is asked for with words')
  return inputSchema
}
