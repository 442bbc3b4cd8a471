import { setImmediate as breathe } from 'node:timers/promises'
import type { AgentContext } from '#server/context'
import { findPerson } from '#server/domains/people/index'
import { readCounter } from '#server/events/queries'
import type { Db } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Deed, Rule, Run } from '#shared/protocol/rules'
import { assertThere } from './assert-there'
import { listNamed } from './event-queries'
import { aboutOf, isDeed, planAction } from './plan-actions'
import { lateTask, longStay } from './read-moment'
import { factsOf, hears, type Occasion, occasionOf } from './read-occasion'
import { readSubject, readWords } from './read-subject'
import { assertSound, outcomeOf, reasonToSkip } from './rules'
import { listLatestLate, listLatestStays } from './time-queries'

const mostEvents = 50
/** So many numbers are looked through at a time, and so far back: as far as consoles are told what they missed. */
const windowSize = 1_000
const furthest = 100_000
const dayMs = 86_400_000

/** What a rule would have done with the last such events. Nothing happens, and nothing is written. */
export async function tryRule(draft: CheckedInputOf<'rule:try'>, { read, now }: AgentContext): Promise<Run[]> {
  assertSound(draft)
  await assertThere(read, draft)
  const at = now()
  // No event was caused by a rule that is not there yet.
  const rule = { ...draft, id: newId(), hasSecret: false, createdAt: at, version: 0, removed: false }
  const runs: Run[] = []
  for (const it of await latest(read, draft, at)) {
    runs.push(await suppose(read, rule, it))
    await breathe()
  }
  return runs
}

async function latest(db: Db, { trigger }: Pick<Rule, 'trigger'>, at: string): Promise<Occasion[]> {
  if (trigger.on === 'deal.stayed') {
    const until = new Date(Date.parse(at) - trigger.days * dayMs).toISOString()
    const stays = await listLatestStays(db, trigger.stageId, until, mostEvents)
    const found = await Promise.all(stays.map(({ id, since }) => longStay(db, id, since, since)))
    return found.filter((it) => it !== null)
  }
  if (trigger.on === 'task.overdue') {
    const late = await listLatestLate(db, at, mostEvents)
    return Promise.all(late.map(({ id, due_at }) => lateTask(db, id, due_at ?? at)))
  }
  const head = await readCounter(db)
  const found: Occasion[] = []
  for (let until = head; until > Math.max(0, head - furthest) && found.length < mostEvents; until -= windowSize) {
    const window = { after: until - windowSize, until, limit: windowSize, latest: true }
    const facts = await listNamed(db, factsOf[trigger.on], window)
    found.push(...facts.filter((fact) => hears(trigger, fact)).map((fact) => occasionOf(fact, trigger.on)))
    await breathe()
  }
  return found.slice(0, mostEvents)
}

async function suppose(db: Db, rule: Rule, it: Occasion): Promise<Run> {
  const known = await readSubject(db, it)
  const person = await findPerson(db, it.personId)
  const skip = reasonToSkip(rule, it, known)
  const deeds = skip ? [] : await plannedDeeds(db, rule, it, known)
  return {
    ...{ id: it.key, ruleId: rule.id, at: it.at, on: it.on, outcome: skip ? 'skipped' : outcomeOf(deeds), skip, deeds },
    ...{ personId: it.personId, personName: person?.name ?? '', personCode: person?.code ?? '' },
    ...{ dealId: it.deal?.id ?? it.task?.dealId ?? null, dealName: it.deal?.name ?? null },
    ...{ conversationId: it.conversation?.id ?? it.deal?.conversationId ?? null, leadId: it.lead?.id ?? null },
  }
}

async function plannedDeeds(db: Db, rule: Rule, it: Occasion, known: Awaited<ReturnType<typeof readSubject>>) {
  const words = await readWords(db, it, known)
  const deeds: Deed[] = []
  for (const action of rule.actions) {
    const plan = await planAction(db, action, { it, known, words })
    if (isDeed(plan)) deeds.push(plan)
    else deeds.push({ do: plan.do, result: 'done', code: '', about: aboutOf(plan), madeId: null })
  }
  return deeds
}
