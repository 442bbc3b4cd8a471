import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import type { TeamContext } from '#server/context'
import { delimiters } from '#server/domains/lists/index'
import type { StreamRoute } from '#server/http/streams'
import { csv as english } from '#shared/i18n/en/csv'
import { csv as turkish } from '#shared/i18n/tr/csv'
import { FilterParameters } from '#shared/protocol/deal-lists'
import { Day, Id } from '#shared/protocol/define'
import { leadWords } from '#shared/protocol/lead-lists'
import { Refusal } from '#shared/protocol/refusals'
import { chatDimensions, dealDimensions, leadDimensions } from '#shared/protocol/reports'
import { moneyDimensions } from '#shared/rules/chat-money'
import { groupDeals } from './group-deals'
import { groupLeads } from './group-leads'
import { groupMoney } from './group-money'
import { readChats } from './read-chats'
import { readFunnel } from './read-funnel'
import { rowsOfChats, rowsOfDeals, rowsOfFunnel, rowsOfLeads, rowsOfMoney, type Say } from './report-rows'

const common = {
  ...FilterParameters.shape,
  zone: z.string().max(64).optional(),
  locale: z.enum(['en', 'tr']).default('en'),
}
const OfDeals = z.object({ ...common, by: z.enum(dealDimensions), pipelineId: Id.optional() })
const OfFunnel = z.object({ ...common, pipelineId: Id })

const OfLeads = z.object({
  ...{ ...leadWords, by: z.enum(leadDimensions) },
  ...{ zone: common.zone, locale: common.locale },
})

const OfChats = z.object({
  ...{ by: z.enum(chatDimensions), from: Day, until: Day, siteId: Id.optional() },
  ...{ zone: common.zone, locale: common.locale },
})

const OfMoney = OfChats.extend({ by: z.enum(moneyDimensions) })

const ofDeals = { door: 'team', permission: 'deals.read', limit: 'read' } as const
const ofLeads = { ...ofDeals, permission: 'leads.read' } as const
const ofChats = { ...ofDeals, permission: 'conversations.read' } as const

/** Reports as files: the figures of the screen, from the same questions. */
export const reportStreams: readonly StreamRoute[] = [
  route('report:dealsFile', ofDeals, '/reports/deals.csv', OfDeals, async (asked, context, say) =>
    rowsOfDeals(asked.by, await groupDeals(asked, context), context, say),
  ),
  route('report:funnelFile', ofDeals, '/reports/funnel.csv', OfFunnel, async (asked, context, say) =>
    rowsOfFunnel(await readFunnel(asked, context), asked.pipelineId, context, say),
  ),
  route('report:leadsFile', ofLeads, '/reports/leads.csv', OfLeads, async (asked, context, say) =>
    rowsOfLeads(asked.by, await groupLeads(asked, context), context, say),
  ),
  route('report:chatsFile', ofChats, '/reports/chats.csv', OfChats, async (asked, context, say) =>
    rowsOfChats(asked.by, await readChats(asked, context), context, say),
  ),
  route('report:moneyFile', ofChats, '/reports/money.csv', OfMoney, async (asked, context, say) =>
    rowsOfMoney(asked.by, await groupMoney(asked, context), context, say),
  ),
]

function route<Schema extends z.ZodType<{ locale: 'en' | 'tr' }>>(
  name: StreamRoute['name'],
  meta: StreamRoute['meta'],
  path: string,
  schema: Schema,
  rowsOf: (asked: z.infer<Schema>, context: TeamContext, say: Say) => Promise<string[][]>,
): StreamRoute {
  return {
    ...{ name, path, meta, method: 'get' },
    async run(req, res, bind) {
      const context = bind(null)
      const read = schema.safeParse(req.query)
      if (!read.success) throw new Refusal('malformed', { field: read.error.issues[0]?.path.join('.') ?? '' })
      const { locale } = read.data
      const texts = locale === 'tr' ? turkish : english
      const rows = await rowsOf(read.data, context, (text) => texts[text])
      const file = `${path.slice(path.lastIndexOf('/') + 1, -4)}-${context.now().slice(0, 10)}.csv`
      res.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="report-${file}"` })
      res.type('text/csv; charset=utf-8')
      const words = { delimiter: delimiters[locale], escape_formulas: true, record_delimiter: 'windows' as const }
      res.send(`\ufeff${stringify(rows, words)}`)
    },
  }
}
