import { agentIdOf, type TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import { accessPerson } from '#server/domains/people/index'
import { listPipelines } from '#server/domains/pipelines/index'
import { findSite } from '#server/domains/sites/index'
import { newId } from '#server/storage/ids'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { recount, story, topOf } from './place-deal'
import { findPersonOfConversation, insertDeal } from './queries'
import { dealName, sourceOf } from './rules'

const nameless = { en: 'Visitor', tr: 'Ziyaretçi' }

/** A real, saved deal in one step: first open stage, its maker as owner, everything else to be filled in later. */
export const createDeal = (input: CheckedInputOf<'deal:create'>, { caller, change, now }: TeamContext): Promise<Deal> =>
  change(async (tx, record) => {
    const at = now()
    const person = await accessPerson(tx, caller, input.personId)
    if (input.conversationId) {
      const whose = await findPersonOfConversation(tx, input.conversationId)
      if (whose?.person_id !== person.id) throw new Refusal('not-found')
    }
    const pipelines = await listPipelines(tx)
    const pipeline = input.pipelineId ? pipelines.find(({ id }) => id === input.pipelineId) : pipelines[0]
    const stage = pipeline?.stages.find(({ kind }) => kind === 'open')
    if (!pipeline || !stage) throw new Refusal('not-found')
    const site = await findSite(tx, person.siteId)
    const { locale = 'en', time_zone = 'UTC' } = (await findInstallation(tx)) ?? {}
    const who = person.name ?? `${nameless[locale]} ${person.code}`
    const deal: Deal = {
      id: newId(),
      pipelineId: pipeline.id,
      stageId: stage.id,
      personId: person.id,
      siteId: person.siteId,
      conversationId: input.conversationId,
      ownerId: agentIdOf(caller),
      name: input.name ?? dealName(who, locale, time_zone, at),
      amount: null,
      currency: pipeline.currency,
      closesOn: null,
      description: '',
      source: sourceOf(site?.name ?? '', person.origin.url),
      outcome: 'open',
      lossReasonId: null,
      lossNote: '',
      lastOpenStageId: stage.id,
      closedAt: null,
      stageSince: at,
      rank: await topOf(tx, stage.id),
      createdAt: at,
      version: 1,
      removed: false,
    }
    await insertDeal(tx, deal)
    record('deal.created', await story(tx, deal, agentIdOf(caller), await recount(tx, null, deal)))
    return deal
  })
