import { knowingAll } from '#server/context'
import { findAgent } from '#server/domains/agents/index'
import { findCardOf } from '#server/domains/contacts/index'
import { findInstallation } from '#server/domains/installation/index'
import { listOfPerson } from '#server/domains/leads/index'
import { findPerson } from '#server/domains/people/index'
import { findStage } from '#server/domains/pipelines/index'
import { findSite } from '#server/domains/sites/index'
import type { Reader } from '#server/storage/db'
import { formatMoney } from '#shared/values/money'
import { clockIn } from '#shared/values/zone'
import { hasOpenDeal } from './event-queries'
import type { Occasion } from './read-occasion'
import type { Subject } from './rules'

/** What a rule can know of an occasion: what happened as it was then, and who it is about as they are now. */
export type Known = Subject & {
  name: string
  /** Where mail reaches the person; null when nobody knows. */
  email: string | null
  /** They said that they want no mail. */
  wantsNoMail: boolean
}

export async function readSubject(db: Reader, { deal, lead, conversation, task, ...it }: Occasion): Promise<Known> {
  const contact = (await findCardOf(db, it.personId))?.contact
  const leads = (await listOfPerson(db, it.personId)).map((card) => card.lead)
  const person = await findPerson(db, it.personId)
  const records = [...(contact ? [contact] : []), ...leads]
  const email = records.flatMap(({ emails }) => emails)[0] ?? lead?.emails[0] ?? null
  const { time_zone = 'UTC' } = (await findInstallation(db)) ?? {}
  const about = deal ?? lead
  const owner = task?.assigneeId ?? conversation?.assigneeId ?? about?.ownerId
  return {
    siteId: it.siteId,
    ownerId: owner ?? null,
    language: contact?.language || (person?.language ?? ''),
    hasEmail: email !== null,
    hasDeal: await hasOpenDeal(db, it.personId),
    source: about?.source ?? '',
    tags: about?.tags ?? [],
    pipelineId: deal?.pipelineId ?? null,
    stageId: deal?.stageId ?? null,
    amount: deal?.amount ?? null,
    currency: deal?.currency ?? '',
    clock: clockIn(it.at, time_zone),
    name: records.find(({ name }) => name !== '')?.name ?? person?.name ?? '',
    email,
    wantsNoMail: records.some(({ mayMail }) => mayMail === false),
  }
}

/** What texts of a rule may hold, by placeholder. */
export async function readWords(db: Reader, it: Occasion, known: Known): Promise<Record<string, string>> {
  const { locale = 'en' } = (await findInstallation(db)) ?? {}
  const owner = known.ownerId ? await findAgent(db, known.ownerId) : undefined
  const stage = it.deal ? await findStage(db, knowingAll, it.deal.stageId) : undefined
  const amount = it.deal?.amount ?? null
  return {
    'contact.name': known.name,
    'contact.firstName': known.name.split(' ')[0] ?? '',
    'agent.name': owner?.name ?? '',
    'site.name': (await findSite(db, it.siteId))?.name ?? '',
    'deal.name': it.deal?.name ?? '',
    'deal.amount': amount === null ? '' : formatMoney(amount, it.deal?.currency ?? '', locale),
    'deal.stage': stage?.name ?? '',
    'task.title': it.task?.title ?? '',
  }
}
