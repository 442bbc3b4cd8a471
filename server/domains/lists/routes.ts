import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asLines, read, send, take } from '#server/http/carry-files'
import type { StreamRoute } from '#server/http/streams'
import { FilterParameters } from '#shared/protocol/deal-lists'
import { Id, Rid } from '#shared/protocol/define'
import { importFields } from '#shared/rules/deal-csv'
import { exportDeals } from './export-deals'
import { importDeals } from './import-deals'
import { decode, look } from './read-csv'
import { recordStreams } from './record-routes'

const Locale = z.enum(['en', 'tr']).default('en')
const Exported = z.object({
  ...FilterParameters.shape,
  pipelineId: Id.optional(),
  zone: z.string().max(64).optional(),
  locale: Locale,
})

const column = z.coerce.number().int().min(0).max(999).optional()
const Imported = z.object({
  rid: Rid,
  pipelineId: Id,
  siteId: Id,
  locale: Locale,
  trial: z.enum(['yes', 'no']),
  ...(Object.fromEntries(importFields.map((field) => [field, column])) as {
    [Field in (typeof importFields)[number]]: typeof column
  }),
})

const reading = { door: 'team', permission: 'deals.read', limit: 'read' } as const
const bringing = { door: 'team', permission: 'deals.write', limit: 'change' } as const

/** Records as files: written with the filter of a list, read with a mapping of columns. */
export const listStreams: readonly StreamRoute[] = [
  ...recordStreams,
  {
    name: 'deal:export',
    method: 'get',
    path: '/deals.csv',
    meta: reading,
    async run(req, res, bind) {
      const context = bind(null)
      const parts = exportDeals(read(Exported, req.query), context)
      // The first piece is made before anything is promised: what is refused is refused with its status.
      const first = await parts.next()
      const day = context.now().slice(0, 10)
      res.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="deals-${day}.csv"` })
      res.type('text/csv; charset=utf-8')
      if (!first.done) res.write(first.value)
      await send(res, parts)
    },
  },
  {
    // A look changes nothing; it is a POST because it brings the file.
    name: 'deal:look',
    method: 'post',
    path: '/deals.csv/look',
    meta: bringing,
    async run(req, res) {
      res.json(await look(decode(await take(req, res))))
    },
  },
  {
    name: 'deal:import',
    method: 'post',
    path: '/deals.csv',
    meta: bringing,
    async run(req, res, bind) {
      const asked = read(Imported, req.query)
      const { rid: _, trial, pipelineId, siteId, locale, ...mapping } = asked
      const file = await take(req, res)
      // Another file under the same attempt is another attempt.
      const attempt = { ...asked, file: createHash('sha256').update(file).digest('base64url') }
      const lines = importDeals(
        decode(file),
        { pipelineId, siteId, locale, mapping, isTrial: trial === 'yes' },
        bind(attempt),
      )
      const first = await lines.next()
      res.type('application/x-ndjson')
      if (!first.done) res.write(`${JSON.stringify(first.value)}\n`)
      await send(res, asLines(lines))
    },
  },
]
