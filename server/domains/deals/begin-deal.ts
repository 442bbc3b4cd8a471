import { sharedIn } from '#server/domains/installation/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Deal } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { Person } from '#shared/protocol/people'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import type { Site } from '#shared/protocol/sites'
import { wordsOfDeal } from '#shared/rules/deal-words'
import { newDeal, usualName } from '#shared/rules/new-deal'
import { sourceOf } from '#shared/rules/source'
import { recount, topOf } from './place-deal'
import { insertDeal } from './queries'
import { insertWords } from './word-queries'

type Ground = { tx: Tx; record: Recorder; at: string }

type Beginning = {
  person: Person
  site: Site | undefined
  pipeline: Pipeline
  stage: Stage
  conversationId: string | null
  ownerId: string | null
  name?: string | undefined
  by: By
  /** What is known of it already. */
  known?: Known | undefined
}

/** Fields a deal may come with. */
export type Known = Partial<
  Pick<Deal, 'amount' | 'closesOn' | 'probability' | 'tags' | 'description' | 'source' | 'ownerId' | 'custom'>
>

/** A real, saved deal in one step, on top of its stage; what nobody said is filled in or left for later. */
export const beginDeal = async (ground: Ground, beginning: Beginning): Promise<Deal> =>
  keepDeal(ground, await draftDeal(ground, beginning), beginning)

/** A deal as it would be, written nowhere yet. */
export async function draftDeal({ tx, at }: Omit<Ground, 'record'>, beginning: Beginning): Promise<Deal> {
  const { person, site, pipeline, stage, conversationId, ownerId, name, known } = beginning
  const where = { pipelineId: pipeline.id, stageId: stage.id, currency: pipeline.currency, conversationId }
  return {
    ...newDeal({
      ...where,
      id: newId(),
      personId: person.id,
      siteId: person.siteId,
      ownerId,
      name: name ?? usualName(person, await sharedIn(tx), at),
      source: sourceOf(site?.name ?? '', person.origin.url),
      rank: await topOf(tx, stage.id),
      createdAt: at,
    }),
    ...known,
  }
}

/** Writes a draft and tells of it. One that was closed when it came has its end told as well. */
export async function keepDeal(
  { tx, record, at }: Ground,
  deal: Deal,
  { person, by }: Pick<Beginning, 'person' | 'by'>,
): Promise<Deal> {
  const called = { personName: person.name ?? '', personCode: person.code }
  const words = wordsOfDeal({ deal, ...called })
  await insertDeal(tx, deal, words)
  await insertWords(tx, deal.siteId, deal.id, words)
  const card = { deal, ...called, nextTaskAt: null, hasOpenTask: false, touchedAt: at, ...by }
  record('deal.created', { ...card, totals: await recount(tx, null, deal) })
  if (deal.outcome === 'open') return deal
  const ending = { fromStageId: deal.lastOpenStageId, tasks: { act: 'keep' as const }, followUpOn: null }
  record(`deal.${deal.outcome}`, { ...card, totals: [], ...ending })
  return deal
}
