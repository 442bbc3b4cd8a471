import type { Acting } from '#server/context'
import { accessCard as accessContact, editContact } from '#server/domains/contacts/index'
import { assignConversation, findNewest } from '#server/domains/conversations/index'
import { accessDeal, createDeal, editDeal, listOpenOf, moveDeal } from '#server/domains/deals/index'
import { findInstallation } from '#server/domains/installation/index'
import { accessCard, editLead } from '#server/domains/leads/index'
import { queueMail } from '#server/domains/mail/index'
import { accessTask, createTask, editTask, mayKnowDeal } from '#server/domains/tasks/index'
import type { FollowGround } from '#server/events/follows'
import { inPart } from '#server/events/part'
import { Refusal } from '#shared/protocol/refusals'
import type { Deed, Rule } from '#shared/protocol/rules'
import { keyScopes } from '#shared/rules/permissions'
import { tagged } from '#shared/rules/tagging'
import { addDays, dayIn } from '#shared/values/zone'
import { aboutOf, isDeed, type Plan, planAction } from './plan-actions'
import { queueCall } from './queue-call'
import type { Occasion } from './read-occasion'
import { type Known, readWords } from './read-subject'

/** Tags a deal or lead may have; a rule is held to what everybody is. */
const mostTags = 20

/** No attempt of a client: what a rule does happens once because its run is written with it. */
const rid = ''

/** Does what a rule wants about an occasion, each action by itself: what is refused undoes nothing of the others. */
export async function actOut(ground: FollowGround, rule: Rule, it: Occasion, known: Known): Promise<Deed[]> {
  const words = await readWords(ground.tx, it, known)
  const deeds: Deed[] = []
  for (const action of rule.actions) {
    const plan = await planAction(ground.tx, action, { it, known, words })
    deeds.push(isDeed(plan) ? plan : await carryOut(ground, rule, it, plan))
  }
  return deeds
}

async function carryOut(ground: FollowGround, rule: Rule, it: Occasion, plan: Plan): Promise<Deed> {
  const about = aboutOf(plan)
  try {
    const made = await inPart(ground.tx, ground.record, (record) => perform({ ...ground, record }, rule, it, plan))
    if (made === nothing) return { do: plan.do, result: 'skipped', code: 'nothing-to-do', about, madeId: null }
    return { do: plan.do, result: plan.do === 'call' ? 'waiting' : 'done', code: '', about, madeId: made }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error
    return { do: plan.do, result: 'refused', code: error.code, about, madeId: null }
  }
}

const nothing = Symbol('nothing to do')

/** @returns what was made; null where something was only changed */
function perform(ground: FollowGround, rule: Rule, it: Occasion, plan: Plan): Promise<string | null | typeof nothing> {
  const acting: Acting = {
    caller: {
      ...{ kind: 'rule', id: rule.id, name: rule.name, chain: [...it.chain, rule.id] },
      ...{ permissions: new Set(keyScopes), siteIds: [it.siteId], closedPipelineIds: [] },
    },
    change: (work) => work(ground.tx, ground.record),
    now: () => ground.at,
  }
  switch (plan.do) {
    case 'task':
      return addTask(ground, acting, it, plan)
    case 'assign':
      return assign(ground, acting, it, plan.agentId)
    case 'tag':
      return tag(ground, acting, it, plan.tag)
    case 'move':
      return move(ground, acting, it, plan.stageId)
    case 'deal':
      return addDeal(ground, acting, it, plan)
    case 'mail':
      return queueMail(ground, { ...it, ...plan, ruleId: rule.id, ruleName: rule.name })
    case 'call':
      return queueCall(ground, rule, it, plan.url)
  }
}

async function addTask({ tx, at }: FollowGround, acting: Acting, it: Occasion, plan: Extract<Plan, { do: 'task' }>) {
  const { title, dueInDays, assigneeId } = plan
  const { time_zone = 'UTC' } = (await findInstallation(tx)) ?? {}
  const dueOn = dueInDays === null ? null : addDays(dayIn(at, time_zone), dueInDays)
  const conversationId = it.deal?.conversationId ?? it.conversation?.id ?? it.task?.conversationId ?? null
  const { id } = await createTask(
    {
      ...{ rid, personId: it.personId, dealId: it.deal?.id ?? it.task?.dealId ?? null, conversationId, fromSeq: null },
      ...{ title, note: '', type: 'other', priority: 'normal', dueAt: null, dueOn, remind: true, assigneeId },
    },
    acting,
  )
  return id
}

/** A deal of somebody who has none that is open; it is whose they are by now. */
async function addDeal({ tx }: FollowGround, acting: Acting, it: Occasion, plan: Extract<Plan, { do: 'deal' }>) {
  const { personId, lead } = it
  const { pipelineId } = plan
  if ((await listOpenOf(tx, [personId], acting.caller)).length > 0) return nothing
  const ownerId = lead ? (await accessCard(tx, acting.caller, lead.id)).lead.ownerId : plan.ownerId
  const conversationId = it.conversation?.id ?? (await findNewest(tx, personId))?.id ?? null
  const where = { personId, conversationId, ...(pipelineId && { pipelineId }) }
  const deal = await createDeal({ rid, ...where }, acting)
  const { id, ownerId: was } = deal
  // Whoever has the lead may not know its pipeline: it is there all the same, and nobody's yet.
  const isOutside = ownerId !== null && !(await mayKnowDeal(tx, ownerId, id))
  if (ownerId !== was && !isOutside)
    await editDeal({ rid, dealId: id, changes: { ownerId: { was, is: ownerId } } }, acting)
  return id
}

async function assign({ tx }: FollowGround, acting: Acting, it: Occasion, agentId: string) {
  const { deal, lead, contactId, conversation, task } = it
  if (deal) {
    const { ownerId } = await accessDeal(tx, acting.caller, deal.id)
    await editDeal({ rid, dealId: deal.id, changes: { ownerId: { was: ownerId, is: agentId } } }, acting)
  } else if (contactId) {
    const { ownerId } = (await accessContact(tx, acting.caller, contactId)).contact
    const changes = { ownerId: { was: ownerId, is: agentId } }
    await editContact({ rid, contactId, changes, movesOpen: false }, acting)
  } else if (lead) {
    const { ownerId } = (await accessCard(tx, acting.caller, lead.id)).lead
    await editLead({ rid, leadId: lead.id, changes: { ownerId: { was: ownerId, is: agentId } } }, acting)
  } else if (conversation) await assignConversation({ rid, conversationId: conversation.id, agentId }, acting)
  else if (task) {
    const { assigneeId } = await accessTask(tx, acting.caller, task.id)
    await editTask({ rid, taskId: task.id, changes: { assigneeId: { was: assigneeId, is: agentId } } }, acting)
  }
  return null
}

async function tag({ tx }: FollowGround, acting: Acting, { deal, lead, contactId }: Occasion, word: string) {
  const was = deal
    ? (await accessDeal(tx, acting.caller, deal.id)).tags
    : contactId
      ? (await accessContact(tx, acting.caller, contactId)).contact.tags
      : lead
        ? (await accessCard(tx, acting.caller, lead.id)).lead.tags
        : []
  const is = tagged(was, { tag: word, remove: false })
  if (is.length === was.length) return nothing
  if (is.length > mostTags) throw new Refusal('list-full')
  const changes = { tags: { was, is } }
  if (deal) await editDeal({ rid, dealId: deal.id, changes }, acting)
  else if (contactId) await editContact({ rid, contactId, changes, movesOpen: false }, acting)
  else if (lead) await editLead({ rid, leadId: lead.id, changes }, acting)
  return null
}

async function move({ tx }: FollowGround, acting: Acting, { deal }: Occasion, stageId: string) {
  if (!deal) return nothing
  const { stageId: fromStageId } = await accessDeal(tx, acting.caller, deal.id)
  if (fromStageId === stageId) return nothing
  await moveDeal({ rid, dealId: deal.id, fromStageId, stageId }, acting)
  return null
}
