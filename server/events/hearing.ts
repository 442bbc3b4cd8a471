import type { AgentCaller, Knowing } from '#server/context'
import type { Reader } from '#server/storage/db'
import type { Fact } from '#shared/protocol/index'
import { mayKnow } from '#shared/rules/pipeline-access'
import { listInPipelines } from './queries'
import type { Replayed } from './replay'
import { spokenOf } from './spoken'

type Hearer = Pick<AgentCaller, 'id' | 'permissions' | 'closedPipelineIds'>

/** A fact in one of somebody's rooms: told to them, kept from them, or of something they no longer, or only now, know. */
export type Hearing = 'told' | 'withheld' | 'resync'

/** The one rule about pipelines that are closed to somebody, for what is told live and for what is told again. */
export function hearingOf(fact: Fact, who: Hearer): Hearing {
  if (isTurnedBy(fact, who)) return 'resync'
  const { closedPipelineIds } = who
  if (closedPipelineIds.length === 0) return 'told'
  const { pipelineIds } = spokenOf(fact)
  const closed = pipelineIds.filter((id) => id === undefined || closedPipelineIds.includes(id))
  if (closed.length === 0) return 'told'
  return closed.length < pipelineIds.length || mayTakeAway(fact) ? 'resync' : 'withheld'
}

/** What an agent is told of what they missed: all of it, or to ask for everything anew. */
export function heardBy(who: Hearer, played: Replayed): Replayed {
  if (played.resync) return played
  const hearings = played.facts.map((fact) => hearingOf(fact, who))
  if (hearings.includes('resync')) return { resync: true }
  return { ...played, facts: played.facts.filter((_, at) => hearings[at] === 'told') }
}

/** Of what is told of the past, what somebody may know today: of a deal that stands in a closed pipeline, nothing. */
export async function knownOf<One extends Pick<Fact, 'name' | 'data'>>(
  db: Reader,
  { closedPipelineIds }: Knowing,
  facts: readonly One[],
): Promise<readonly One[]> {
  if (closedPipelineIds.length === 0) return facts
  const open = facts
    .map((fact) => ({ fact, about: spokenOf(fact) }))
    .filter(({ about }) => !about.pipelineIds.some((id) => id !== undefined && closedPipelineIds.includes(id)))
  const ids = open.flatMap(({ about: { dealId, taskId } }) => [dealId ?? [], taskId ?? []].flat())
  const hidden = new Set(await listInPipelines(db, ids, closedPipelineIds))
  return open.flatMap(({ fact, about: { dealId, taskId } }) =>
    hidden.has(dealId ?? '') || hidden.has(taskId ?? '') ? [] : [fact],
  )
}

/** Whether the agents a pipeline is open to were changed so that this one gains or loses it. */
function isTurnedBy({ name, data }: Fact, who: Hearer): boolean {
  if (name !== 'pipeline.edited') return false
  const change = data.changes.find(({ field }) => field === 'memberIds')
  if (!change) return false
  const [was, is] = [change.was, change.is] as string[][]
  return mayKnow({ memberIds: was ?? [] }, who) !== mayKnow({ memberIds: is ?? [] }, who)
}

/** Whether something that may have been known until now is closed since: it must go, and nothing tells it so. */
function mayTakeAway({ name, data }: Fact): boolean {
  if (name === 'task.edited') return data.changes.some(({ field }) => field === 'dealId')
  if (name === 'view.saved') return data.wasShared
  return spokenOf({ name, data } as Fact).pipelineIds.includes(undefined)
}
