import type { Changes } from '#server/events/changes'
import type { FollowGround } from '#server/events/follows'
import type { Ringing } from '#server/jobs/alarm'
import type { Db, Reader } from '#server/storage/db'
import type { Trigger } from '#shared/protocol/rules'
import { consider } from './consider-occasion'
import { listWaiting, lockWaiting, saveClock, type Waiting } from './queries'
import { lateTask, longStay } from './read-moment'
import { findDueAfter, findStayAfter, listLate, listStays } from './time-queries'

/** So many at a time, so that others have their turn in between. */
const batchSize = 10

/**
 * What comes with time and not with a fact: deals that stand in a stage for days, tasks that are overdue. What is due
 * stands in the database; each rule keeps up to when it has been seen to.
 */
export const timing = (read: Db, changes: Changes, now: () => string): Ringing => ({
  async next() {
    const moments = await Promise.all((await timed(read)).map((one) => nextMoment(read, one)))
    return moments.filter((at) => at !== undefined).sort()[0]
  },
  async ring() {
    let isMore = false
    for (const { rule } of await timed(read))
      isMore = (await changes.change(null, (tx, record) => seeTo({ tx, record, at: now() }, rule.id))) || isMore
    return isMore
  },
})

const timed = async (db: Reader) => (await listWaiting(db)).filter(({ rule }) => comesWithTime(rule.trigger))

const comesWithTime = ({ on }: Trigger) => on === 'deal.stayed' || on === 'task.overdue'

const dayMs = 86_400_000
const shifted = (at: string, days: number) => new Date(Date.parse(at) + days * dayMs).toISOString()

async function nextMoment(db: Reader, { rule: { trigger }, clockAt }: Waiting): Promise<string | undefined> {
  if (trigger.on !== 'deal.stayed') return findDueAfter(db, clockAt)
  const since = await findStayAfter(db, trigger.stageId, shifted(clockAt, -trigger.days))
  return since && shifted(since, trigger.days)
}

/** @returns whether there is more to see to now */
async function seeTo(ground: FollowGround, ruleId: string): Promise<boolean> {
  const { tx, at } = ground
  const waiting = await lockWaiting(tx, ruleId)
  if (!waiting) return false
  const { rule, clockAt } = waiting
  const { trigger } = rule
  if (trigger.on === 'deal.stayed') {
    const window = { after: shifted(clockAt, -trigger.days), until: shifted(at, -trigger.days), limit: batchSize }
    const stays = await listStays(tx, { ruleId, stageId: trigger.stageId, ...window })
    for (const { id, since } of stays) {
      const it = await longStay(tx, id, since, at)
      if (it) await consider(ground, rule, it)
    }
    if (stays.length === batchSize) return true
  } else {
    const late = await listLate(tx, { ruleId, after: clockAt, until: at, limit: batchSize })
    for (const { id, dueAt } of late) await consider(ground, rule, await lateTask(tx, id, dueAt))
    if (late.length === batchSize) return true
  }
  await saveClock(tx, ruleId, at)
  return false
}
