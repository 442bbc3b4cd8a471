import { setImmediate as breathe } from 'node:timers/promises'
import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import { listPipelines } from '#server/domains/pipelines/index'
import type { Db } from '#server/storage/db'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { type FilterWords, readFilter } from '#shared/rules/deal-filter'
import { bySpot, type Spot } from '#shared/rules/deal-order'
import { plus, type Share, share } from '#shared/rules/forecast'
import { type Asked, findFew, findFewIn, findRarest } from './filter-queries'
import { type Found, listAmong, listWordedPage, type PageOf } from './list-queries'
import { findEnd, type Part, sumPart } from './sum-queries'
import { walk } from './walk-deals'
import type { Sought } from './word-queries'

/** So many rows are added up before others are let in. */
const partSize = 4_000

type Words = FilterWords & { zone?: string | undefined; pipelineId?: string | undefined }

/** Reads what is asked for as it is meant where and when it is asked. */
export async function askedBy(
  words: Words,
  { read, caller, now }: Pick<TeamContext, 'read' | 'caller' | 'now'>,
): Promise<{ asked: Asked; pipelines: Pipeline[] }> {
  const zone = words.zone ?? (await findInstallation(read))?.time_zone ?? 'UTC'
  const pipelines = await listPipelines(read, caller)
  if (words.pipelineId && !pipelines.some(({ id }) => id === words.pipelineId)) throw new Refusal('not-found')
  const stages = pipelines.flatMap((pipeline) => [...pipeline.stages, ...pipeline.archived.stages])
  try {
    const filter = readFilter(words, { now: Date.parse(now()), zone })
    const siteIds = caller.siteIds.filter((id) => filter.sites.length === 0 || filter.sites.includes(id))
    const { closedPipelineIds } = caller
    return { asked: { siteIds, closedPipelineIds, pipelineId: words.pipelineId ?? null, filter, stages }, pipelines }
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('malformed', { field: 'zone' })
    throw error
  }
}

/**
 * Matching deals, page by page and added up. Where an index finds few that could match they are looked at once and
 * kept for all that is asked; of many, pages are walked in order and sums are made part by part.
 */
export class Narrowed {
  #few: Promise<readonly string[] | null> | undefined
  #found: Promise<Found[]> | undefined
  #leading: Promise<Sought | null> | undefined

  constructor(
    private readonly db: Db,
    private readonly asked: Asked,
    private readonly keys: PageOf['keys'],
  ) {}

  /** Up to `limit` rows after a place; of one stage where one is named. */
  async page(stageId: string | null, after: Spot | null, limit: number): Promise<Found[]> {
    const order = bySpot(this.keys)
    const asPart = { keys: this.keys, stageId, after, limit }
    // One page of a list: the database sorts what a word leads to. A board wants it stage by stage and remembers it.
    const alone = stageId === null ? await this.#rarest() : null
    if (alone) return listWordedPage(this.db, this.asked, alone, asPart)
    const found = (await this.#all()) ?? (stageId ? await this.#inStage(stageId) : null)
    if (found) {
      const rows = found.filter((row) => (!stageId || row.stageId === stageId) && (!after || order(after, row) < 0))
      return rows.slice(0, limit)
    }
    const rarest = await this.#rarest()
    if (rarest) return listWordedPage(this.db, this.asked, rarest, asPart)
    const rows: Found[] = []
    for (const [at, siteId] of this.asked.siteIds.entries()) {
      rows.push(...(await walk(this.db, this.asked, siteId, asPart)))
      if (at % 20 === 19) await breathe()
    }
    return rows.sort(order).slice(0, limit)
  }

  /** What all of them come to, by stage and currency. */
  async sums(): Promise<(Share & { stageId: string; currency: string })[]> {
    const found = await this.#all()
    if (found) return added(found.map((row) => ({ ...row, ...share(row) })))
    const { siteIds, filter } = this.asked
    const rows: (Share & { stageId: string; currency: string })[] = []
    for (const siteId of siteIds)
      for (const stageId of filter.stages.length > 0 ? filter.stages : [null])
        for (let part: Part | null = { siteId, stageId, after: null, limit: partSize }; part; ) {
          for (const row of await sumPart(this.db, this.asked, part))
            rows.push({
              ...{ stageId: row.stage_id, currency: row.currency, count: row.count, amount: row.amount },
              byHand: { amount: row.hand_amount, weighted: row.hand_weighted },
            })
          const end: { at: string; id: string } | undefined = await findEnd(this.db, part)
          part = end ? { ...part, after: end } : null
          await breathe()
        }
    return added(rows)
  }

  /** Many match, but perhaps not many stand in this one stage. */
  async #inStage(stageId: string): Promise<Found[] | null> {
    const few = await findFewIn(this.db, this.asked, stageId)
    return few && listAmong(this.db, this.asked, few, this.keys)
  }

  #rarest(): Promise<Sought | null> {
    this.#leading ??= findRarest(this.db, this.asked)
    return this.#leading
  }

  async #all(): Promise<Found[] | null> {
    this.#few ??= findFew(this.db, this.asked)
    const few = await this.#few
    if (!few) return null
    this.#found ??= listAmong(this.db, this.asked, few, this.keys)
    return this.#found
  }
}

/** One row for each stage and currency. */
function added(rows: readonly (Share & { stageId: string; currency: string })[]) {
  const sums = new Map<string, Share & { stageId: string; currency: string }>()
  for (const { stageId, currency, ...part } of rows) {
    const key = `${stageId} ${currency}`
    const before = sums.get(key)
    sums.set(key, { stageId, currency, ...(before ? plus(before, part) : pick(part)) })
  }
  return [...sums.values()]
}

const pick = ({ count, amount, byHand }: Share): Share => ({ count, amount, byHand })
