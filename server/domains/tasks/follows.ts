import { findInstallation } from '#server/domains/installation/index'
import type { FollowGround, Follows } from '#server/events/follows'
import { newId } from '#server/storage/ids'
import type { By } from '#shared/protocol/define'
import type { FactData } from '#shared/protocol/index'
import type { Task } from '#shared/protocol/tasks'
import { assertMayTake, mayKnowDeal } from './access'
import { lockOpenOfDeal, lockOpenOfPerson } from './queries'
import { cancel, complete, dueOf } from './rules'
import { tellTask } from './tell-task'

const followUp = { en: 'Follow up', tr: 'Yeniden iletişime geç' }

/** What was decided about a deal's tasks when it ended happens together with its end, each task told for itself. */
export const follows: Follows = {
  'deal.won': (data, ground) => settle(data, 'won', ground),
  'deal.lost': (data, ground) => settle(data, 'lost', ground),
  'contact.edited': giveTasks,
}

type Ended = FactData<'deal.won'>

async function settle(
  { deal, tasks, followUpOn, byAgentId, byKey, byRule }: Ended,
  because: 'won' | 'lost',
  ground: FollowGround,
) {
  const { tx, at } = ground
  const by = { byAgentId, byKey, byRule }
  if (tasks.act === 'reassign') await assertMayTake(tx, tasks.toAgentId, { siteId: deal.siteId, dealId: deal.id })
  const open = tasks.act === 'keep' ? [] : await lockOpenOfDeal(tx, deal.id)
  for (const task of open) {
    const story = { ...by, because }
    if (tasks.act === 'complete') await tellTask(ground, 'task.completed', complete(task, '', at), story)
    if (tasks.act === 'cancel') await tellTask(ground, 'task.cancelled', cancel(task, at), story)
    if (tasks.act === 'reassign' && task.assigneeId !== tasks.toAgentId) {
      const changes = [{ field: 'assigneeId', was: task.assigneeId, is: tasks.toAgentId }]
      const given = { ...task, assigneeId: tasks.toAgentId, version: task.version + 1 }
      await tellTask(ground, 'task.edited', given, { ...story, changes })
    }
  }
  if (followUpOn) await comeBack(deal, followUpOn, by, ground)
}

/** With another owner of a contact what is to be done for them becomes the new owner's, where somebody wanted it so. */
async function giveTasks(
  { contact: { ownerId, personId, siteId }, byAgentId, movesOpen }: FactData<'contact.edited'>,
  ground: FollowGround,
): Promise<void> {
  if (!movesOpen || ownerId === null) return
  const open = (await lockOpenOfPerson(ground.tx, personId)).filter(({ assigneeId }) => assigneeId !== ownerId)
  if (open.length > 0) await assertMayTake(ground.tx, ownerId, { siteId, dealId: null })
  for (const task of open) {
    // What is to be done for a deal they may not know stays with who has it.
    if (task.dealId && !(await mayKnowDeal(ground.tx, ownerId, task.dealId))) continue
    const changes = [{ field: 'assigneeId', was: task.assigneeId, is: ownerId }]
    const given = { ...task, assigneeId: ownerId, version: task.version + 1 }
    await tellTask(ground, 'task.edited', given, { byAgentId, changes })
  }
}

/** A task for the day on which somebody is to ask again. */
async function comeBack(deal: Ended['deal'], day: string, by: By, ground: FollowGround) {
  const { locale = 'en', time_zone = 'UTC' } = (await findInstallation(ground.tx)) ?? {}
  const task: Task = {
    ...{ id: newId(), siteId: deal.siteId, personId: deal.personId, dealId: deal.id },
    ...{
      conversationId: deal.conversationId,
      fromSeq: null,
      title: `${followUp[locale]}: ${deal.name}`,
      note: '',
      type: 'message',
    },
    ...dueOf(null, day, time_zone),
    ...{ priority: 'normal', remind: true, remindedAt: null, assigneeId: by.byAgentId, status: 'open', result: '' },
    ...{ doneAt: null, createdAt: ground.at, version: 1 },
  }
  await tellTask(ground, 'task.created', task, by)
}
