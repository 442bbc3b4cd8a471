import type { TeamContext } from '#server/context'
import { listAgents } from '#server/domains/agents/index'
import { listStatuses } from '#server/domains/leads/index'
import { decimalOf } from '#server/domains/lists/index'
import { listPipelines } from '#server/domains/pipelines/index'
import { listSites } from '#server/domains/sites/index'
import type { csv } from '#shared/i18n/en/csv'
import type { OutputOf } from '#shared/protocol/index'
import type { ChatDimension, DealDimension, LeadDimension } from '#shared/protocol/reports'
import type { MoneyDimension, ReplyBand } from '#shared/rules/chat-money'

/** Heads of columns in the language of a file. */
export type Say = (text: keyof typeof csv) => string

type Ground = Pick<TeamContext, 'read' | 'caller'>

/** A line for each group and currency, as a spreadsheet adds them up. */
export async function rowsOfDeals(
  by: DealDimension,
  { rows }: OutputOf<'report:deals'>,
  ground: Ground,
  say: Say,
): Promise<string[][]> {
  const names = await namesOf(by, ground)
  return [
    [say(`csv.by.${by}`), say('csv.deals'), say('csv.currency'), say('csv.amount'), say('csv.forecast')],
    ...rows.flatMap(({ key, sums }) =>
      sums.map(({ currency, count, amount, weighted }) => [
        key === null ? '' : (names?.get(key) ?? key),
        ...[String(count), currency, decimalOf(amount, currency), decimalOf(weighted, currency)],
      ]),
    ),
  ]
}

/** A line for each group; shares in percent. */
export async function rowsOfLeads(
  by: LeadDimension,
  { rows }: OutputOf<'report:leads'>,
  ground: Ground,
  say: Say,
): Promise<string[][]> {
  const names = await namesOf(by, ground)
  const percent = (share: number | null) => (share === null ? null : Math.round(share * 1_000) / 10)
  return [
    [
      ...[say(`csv.by.${by}`), say('csv.leads'), say('csv.converted'), say('csv.convertedShare')],
      ...[say('csv.becameDeals'), say('csv.won'), say('csv.lost'), say('csv.wonShare')],
    ],
    ...rows.map(({ key, leads, converted, convertedShare, deals, won, lost, wonShare }) => [
      key === null ? '' : (names?.get(key) ?? key),
      ...[leads, converted, percent(convertedShare), deals, won, lost, percent(wonShare)].map((figure) =>
        figure === null ? '' : String(figure),
      ),
    ]),
  ]
}

/** A line for each stage, in its order. */
export async function rowsOfFunnel(
  { stages }: OutputOf<'report:funnel'>,
  pipelineId: string,
  { read, caller }: Ground,
  say: Say,
): Promise<string[][]> {
  const pipeline = (await listPipelines(read, caller)).find(({ id }) => id === pipelineId)
  const names = new Map(pipeline?.stages.map(({ id, name }) => [id, name]))
  return [
    [
      say('csv.stage'),
      say('csv.entered'),
      say('csv.movedOn'),
      say('csv.lostHere'),
      say('csv.standing'),
      say('csv.days'),
    ],
    ...stages.map(({ stageId, entered, movedOn, lost, standing, days }) => [
      names.get(stageId) ?? '',
      ...[entered, movedOn, lost, standing].map(String),
      days === null ? '' : String(days),
    ]),
  ]
}

/** A line for each group; times in seconds. */
export async function rowsOfChats(
  by: ChatDimension,
  { rows }: OutputOf<'report:chats'>,
  ground: Ground,
  say: Say,
): Promise<string[][]> {
  const names = await namesOf(by, ground)
  return [
    [
      ...[say(`csv.by.${by}`), say('csv.chats'), say('csv.missed'), say('csv.medianReply'), say('csv.slowReply')],
      say('csv.medianHandling'),
    ],
    ...rows.map(({ key, chats, missed, medianReply, slowReply, medianHandling }) => [
      key === null ? '' : (names?.get(key) ?? key),
      ...[chats, missed, medianReply, slowReply, medianHandling].map((figure) =>
        figure === null ? '' : String(figure),
      ),
    ]),
  ]
}

/** A line for each group, and a column for what was won in each currency. */
export async function rowsOfMoney(
  by: MoneyDimension,
  { rows, total }: OutputOf<'report:money'>,
  ground: Ground,
  say: Say,
): Promise<string[][]> {
  const names = await namesOf(by, ground)
  const currencies = (total.sums ?? []).map(({ currency }) => currency)
  const nameOf = (key: string | null) =>
    by === 'reply'
      ? say(`csv.reply.${(key ?? 'none') as ReplyBand | 'none'}`)
      : key === null
        ? ''
        : (names?.get(key) ?? key)
  return [
    [
      ...[say(`csv.by.${by}`), say('csv.chats'), say('csv.leads'), say('csv.deals')],
      ...[say('csv.won'), ...currencies.map((currency) => `${say('csv.wonAmount')} (${currency})`)],
    ],
    ...rows.map(({ key, chats, leads, deals, won, sums }) => [
      nameOf(key),
      ...[chats, leads, deals, won].map((figure) => (figure === null ? '' : String(figure))),
      ...currencies.map((currency) => decimalOf(sums?.find((sum) => sum.currency === currency)?.amount ?? 0, currency)),
    ]),
  ]
}

/** What ids stand for; null where the key says it itself. */
async function namesOf(
  by: DealDimension | ChatDimension | LeadDimension | MoneyDimension,
  { read, caller }: Ground,
): Promise<Map<string, string> | null> {
  if (by === 'owner' || by === 'agent') return new Map((await listAgents(read)).map(({ id, name }) => [id, name]))
  if (by === 'site') return new Map((await listSites(read, caller.siteIds)).map(({ id, name }) => [id, name]))
  if (by === 'status') return new Map((await listStatuses(read)).map(({ id, name }) => [id, name]))
  if (by !== 'reason' && by !== 'stage' && by !== 'lastStage') return null
  const pipelines = await listPipelines(read, caller)
  return by === 'reason'
    ? new Map(
        pipelines.flatMap((one) => [...one.lossReasons, ...one.archived.lossReasons]).map((it) => [it.id, it.label]),
      )
    : new Map(pipelines.flatMap((one) => [...one.stages, ...one.archived.stages]).map((it) => [it.id, it.name]))
}
