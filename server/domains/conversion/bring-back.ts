import { agentIdOf } from '#server/context'
import { holdCompany, tellCompany } from '#server/domains/companies/index'
import { holdContact, tellContact } from '#server/domains/contacts/index'
import { fillDeal, findDeal, takeDealBack } from '#server/domains/deals/index'
import { lockFile, lockFilesOfDeal, placeFile } from '#server/domains/files/index'
import { callOff, lockTask, lockTasksOfDeal, pointTask } from '#server/domains/tasks/index'
import { changedSince, type Kept, type Step, setSteps, takeBack } from '#server/domains/undo/index'
import { assertMay, type Ground } from './begin-act'
import { byId, withoutPointers } from './find-blocks'

/** Replays backwards what an act did to contacts, companies, deals, tasks and files. What happened since stands. */
export async function bringBack(ground: Ground, { steps }: Kept): Promise<void> {
  if (steps.some(({ record }) => record === 'contact' || record === 'company'))
    assertMay(ground.caller, 'contacts.write')
  if (steps.some(({ record }) => record === 'deal')) assertMay(ground.caller, 'deals.write')
  for (const [id, some] of byId(steps, 'task')) await bringTask(ground, id, some)
  for (const [id, some] of byId(withoutPointers(steps), 'file')) await bringFile(ground, id, some)
  for (const [id, some] of byId(steps, 'deal')) await bringDeal(ground, id, some)
  for (const [id, some] of byId(steps, 'contact')) await bringContact(ground, id, some)
  for (const [id, some] of byId(steps, 'company')) await bringCompany(ground, id, some)
}

/** A task nobody touched is no longer to be done; what somebody made of it stays with the person. */
async function bringTask(ground: Ground, id: string, steps: readonly Step[]): Promise<void> {
  const task = await lockTask(ground.tx, id)
  if (!task) return
  const made = steps.find((step) => step.act === 'made')
  if (made) {
    const isUntouched = changedSince(task, made.row).every((field) => field === 'personId')
    if (isUntouched && task.status === 'open') await callOff(ground, task)
    return
  }
  const { row, changed } = takeBack(
    task,
    steps.filter((step) => step.act === 'set' && step.field === 'dealId'),
  )
  if (changed.length === 0) await pointTask(ground, task, row.dealId)
}

/** A file goes back to whom it was taken from; one that was removed since has gone for good. */
async function bringFile(ground: Ground, id: string, steps: readonly Step[]): Promise<void> {
  const file = await lockFile(ground.tx, id)
  if (!file || file.removed) return
  // Whoever it belongs to may be called otherwise by now, and the file says who that is.
  if (file.personId === null || takeBack(file, steps).changed.length > 0) return
  await placeFile(ground, file, { record: 'person', recordId: file.personId, pipelineId: null })
}

async function bringDeal(ground: Ground, id: string, steps: readonly Step[]): Promise<void> {
  const deal = await findDeal(ground.tx, id)
  if (!deal || deal.removed) return
  if (!steps.some((step) => step.act === 'made')) {
    await fillDeal(ground, deal, takeBack(deal, withoutPointers(steps)).row)
    return
  }
  // What was planned for it and laid beside it since stays with the person.
  for (const task of await lockTasksOfDeal(ground.tx, id)) await pointTask(ground, task, null)
  for (const file of await lockFilesOfDeal(ground.tx, id))
    await placeFile(ground, file, { record: 'person', recordId: deal.personId, pipelineId: null })
  await takeDealBack(ground, (await findDeal(ground.tx, id)) ?? deal)
}

async function bringContact(ground: Ground, id: string, steps: readonly Step[]): Promise<void> {
  const { tx, caller } = ground
  const byAgentId = agentIdOf(caller)
  const before = await holdContact(tx, caller, id)
  if (steps.some((step) => step.act === 'made')) {
    const contact = { ...before, removed: true, version: before.version + 1 }
    if (!before.removed) await tellContact(ground, 'contact.removed', contact, { byAgentId })
    return
  }
  const { row } = takeBack(before, steps)
  const changes = changesOf(setSteps('contact', before, row))
  if (changes.length === 0) return
  const name = before.removed && !row.removed ? 'contact.restored' : 'contact.edited'
  await tellContact(ground, name, { ...row, version: before.version + 1 }, { byAgentId, changes })
}

async function bringCompany(ground: Ground, id: string, steps: readonly Step[]): Promise<void> {
  const { tx, caller } = ground
  const byAgentId = agentIdOf(caller)
  const before = await holdCompany(tx, caller, id)
  if (steps.some((step) => step.act === 'made')) {
    const company = { ...before, removed: true, version: before.version + 1 }
    if (!before.removed) await tellCompany(ground, 'company.removed', company, { byAgentId })
    return
  }
  const { row } = takeBack(before, steps)
  const changes = changesOf(setSteps('company', before, row))
  if (changes.length > 0)
    await tellCompany(ground, 'company.edited', { ...row, version: before.version + 1 }, { byAgentId, changes })
}

const changesOf = (steps: readonly Step[]) =>
  steps.flatMap((step) => (step.act === 'set' ? [{ field: step.field, was: step.was, is: step.is }] : []))
