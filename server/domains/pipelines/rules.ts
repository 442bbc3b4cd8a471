import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { isEnterable } from '#shared/rules/entry'
import { fold } from '#shared/values/fold'
import { byRank, rankBetween } from '#shared/values/rank'

/** More than anybody can choose from; a list that grows without an end is a mistake of a program. */
export const most = { pipelines: 50, stages: 100, lossReasons: 200 } as const

/**
 * Everybody waits for a change: so many deals go with one that moves or converts them, and of more as many at a time.
 */
export const mostAtOnce = 25

/** Refuses a name that somebody else of the list has, however it is written. */
export function assertFree(name: string, others: readonly string[], field = 'name'): void {
  if (others.some((other) => fold(other) === fold(name))) throw new Refusal('name-taken', { field })
}

/** What is archived is read and not changed. */
export function assertLiving({ isArchived }: Pick<Pipeline, 'isArchived'>): void {
  if (isArchived) throw new Refusal('pipeline-archived')
}

/** Won and lost are there in every pipeline and keep their place, colour and chance. */
export function assertOpenStage({ kind }: Pick<Stage, 'kind'>): void {
  if (kind !== 'open') throw new Refusal('stage-final')
}

export const openStages = ({ stages }: Pick<Pipeline, 'stages'>): Stage[] =>
  stages.filter(({ kind }) => kind === 'open')

/** The open stages deals may still come to. */
export const enterableStages = ({ stages }: Pick<Pipeline, 'stages'>): Stage[] => stages.filter(isEnterable)

type Ranked = { id: string; rank: string }

/**
 * A rank in front of one of a list, or at its end. What was put away counts too: it may come back to its place, and
 * no two have the same.
 */
export function rankInFront(used: readonly Ranked[], past: readonly Ranked[], beforeId: string | null): string {
  const list = [...used, ...past].sort(byRank)
  if (beforeId === null) return rankBetween(list.at(-1)?.rank ?? null, null)
  if (!used.some(({ id }) => id === beforeId)) throw new Refusal('not-found', { field: 'beforeId' })
  const at = list.findIndex(({ id }) => id === beforeId)
  return rankBetween(list[at - 1]?.rank ?? null, list[at]?.rank ?? null)
}

/**
 * The stage that stands in for a removed one when nobody chose: the open one before it, else the one after.
 * @throws Refusal `last-stage`
 */
export function standIn(pipeline: Pick<Pipeline, 'stages'>, removedId: string): Stage {
  const open = openStages(pipeline).filter((stage) => isEnterable(stage) || stage.id === removedId)
  const at = open.findIndex(({ id }) => id === removedId)
  const found = open[at - 1] ?? open[at + 1]
  if (!found) throw new Refusal('last-stage')
  return found
}

/**
 * The stage in use that a removed one leads to; the first open stage where nothing does.
 * @param successors where the deals of each removed stage went
 */
export function livingStage(
  pipeline: Pick<Pipeline, 'stages'>,
  stageId: string,
  successors: ReadonlyMap<string, string>,
): Stage {
  let id: string | undefined = stageId
  // Stages may have been removed, restored and removed again in each other's favour; every one is looked at once.
  for (let left = successors.size; id !== undefined && left >= 0; left--) {
    const found = enterableStages(pipeline).find((stage) => stage.id === id)
    if (found) return found
    id = successors.get(id)
  }
  const [first] = enterableStages(pipeline)
  if (!first) throw new Error('A pipeline without an open stage')
  return first
}
