import type { Deal } from '#shared/protocol/deals'
import { isEnterable, missingFor } from '#shared/rules/entry'
import { homeOf, newDeal, usualName } from '#shared/rules/new-deal'
import { sourceOf } from '#shared/rules/source'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { dealsOfPerson } from './deals'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { pipelinesInOrder } from './pipelines'
import type { State } from './state'
import { state } from './store'
import { withDeal } from './suppose-deal'

type Asked = { rid: string; personId: string; conversationId: string | null }

/** A real, saved deal in one step; until it is saved, {@link State.coming} holds what it will look like. */
export function createDeal(personId: string, conversationId: string | null): Promise<Deal> {
  const asked = { rid: randomId(), personId, conversationId }
  const expected = expectedDeal(state.value, asked, new Date().toISOString())
  const known = new Set(dealsOfPerson(state.value, personId).map(({ deal }) => deal.id))
  return optimistic({
    guess: (before) => (expected ? withComing(before, expected, known) : before),
    attempt: () => persist(() => ask.deal.create(asked)),
    confirm: withDeal,
  })
}

/**
 * The deal the server will probably make of a person, under an id nobody else knows; undefined where it would refuse,
 * or where too little is known to tell.
 */
export function expectedDeal(state: State, asked: Asked, createdAt: string): Deal | undefined {
  const { me, installation, people, sites } = state
  const person = people.get(asked.personId)
  const site = person && sites.get(person.siteId)
  const pipeline = site && homeOf(pipelinesInOrder(state), undefined, site.pipelineId)
  const stage = pipeline?.isArchived ? undefined : pipeline?.stages.find(isEnterable)
  if (!me || !installation || !person || !site || !pipeline || !stage) return
  const deal = newDeal({
    id: `coming ${asked.rid}`,
    name: usualName(person, installation, createdAt),
    siteId: site.id,
    personId: person.id,
    conversationId: asked.conversationId,
    ownerId: me.agent.id,
    source: sourceOf(site.name, person.origin.url),
    pipelineId: pipeline.id,
    stageId: stage.id,
    currency: pipeline.currency,
    rank: '',
    createdAt,
  })
  return missingFor(stage, deal).length > 0 ? undefined : deal
}

/**
 * Shows a deal that was asked for, until it is here: one of the person's that was not there before. The fact that
 * brings it may come before the answer, and one deal is never shown as two.
 */
export function withComing(state: State, deal: Deal, known: ReadonlySet<string>): State {
  const isHere = dealsOfPerson(state, deal.personId).some(({ deal: { id } }) => !known.has(id))
  return isHere ? state : { ...state, coming: [...state.coming, deal] }
}
