import type { Changes } from '#server/events/changes'
import { readCounter } from '#server/events/queries'
import type { Ringing } from '#server/jobs/alarm'
import { log } from '#server/log'
import type { Db } from '#server/storage/db'
import type { Fact } from '#shared/protocol/index'
import { isPassing, Refusal } from '#shared/protocol/refusals'
import { consider, giveUp } from './consider-occasion'
import { holdCursor, listNamed, readCursor, saveCursor } from './event-queries'
import { listWaiting, type Waiting } from './queries'
import { factsOf, hears, occasionOf } from './read-occasion'

/** So many numbers are looked through at a time, and so many facts worked off. */
const windowSize = 1_000
const batchSize = 20
/** How long one change may take before the others have their turn; the fact that is begun is finished. */
const budgetMs = 8

/**
 * Works off the facts that rules wait for, in order, beyond a cursor that is moved in the same change as what is done:
 * at least once, with effects once, whatever dies in between. Never in the change of the fact itself.
 */
export function hearing(read: Db, changes: Changes, now: () => string): Ringing {
  // What holds nothing for any rule is passed over without being written down each time.
  let passed = 0

  async function stretch(): Promise<{ from: number; head: number; rules: Waiting[] }> {
    const rules = (await listWaiting(read)).filter(({ rule }) => factsOf[rule.trigger.on].length > 0)
    const head = await readCounter(read)
    const since = rules.length > 0 ? Math.min(...rules.map(({ sinceN }) => sinceN)) : head
    return { from: Math.max(await readCursor(read), passed, since), head, rules }
  }

  async function workOff(facts: readonly Fact[]): Promise<void> {
    const last = await changes.change(null, async (tx, record) => {
      const done = await holdCursor(tx)
      const rules = await listWaiting(tx)
      const started = performance.now()
      let at = done
      for (const fact of facts) {
        if (fact.n <= done) continue
        if (at > done && performance.now() - started > budgetMs) break
        for (const { rule, sinceN } of rules)
          if (fact.n > sinceN && hears(rule.trigger, fact))
            await consider({ tx, record, at: now() }, rule, occasionOf(fact, rule.trigger.on))
        at = fact.n
      }
      if (at > done) await saveCursor(tx, at)
      return at
    })
    passed = Math.max(passed, last)
  }

  /** One fact that cannot be worked off is said to be so, and the next has its turn. */
  async function passOver(fact: Fact, error: unknown): Promise<void> {
    log.error({ err: error, n: fact.n }, 'Rules could not be run about a fact')
    await changes.change(null, async (tx) => {
      if ((await holdCursor(tx)) >= fact.n) return
      for (const { rule, sinceN } of await listWaiting(tx))
        if (fact.n > sinceN && hears(rule.trigger, fact))
          await giveUp({ tx }, rule, occasionOf(fact, rule.trigger.on), error)
      await saveCursor(tx, fact.n)
    })
    passed = Math.max(passed, fact.n)
  }

  return {
    async next() {
      const { from, head, rules } = await stretch()
      return rules.length > 0 && head > from ? now() : undefined
    },
    async ring() {
      const { from, head, rules } = await stretch()
      if (rules.length === 0 || from >= head) return false
      const until = Math.min(head, from + windowSize)
      const names = [...new Set(rules.flatMap(({ rule }) => factsOf[rule.trigger.on]))]
      const facts = await listNamed(read, names, { after: from, until, limit: batchSize })
      const [first] = facts
      if (!first) {
        passed = until
        if (until - (await readCursor(read)) >= windowSize)
          await changes.change(null, async (tx) => {
            if ((await holdCursor(tx)) < until) await saveCursor(tx, until)
          })
        return until < head
      }
      try {
        await workOff(facts)
      } catch (error) {
        if (isWaitingOut(error)) throw error
        await workOff([first]).catch((again: unknown) => {
          if (isWaitingOut(again)) throw again
          return passOver(first, again)
        })
      }
      return true
    },
  }
}

/** What passes by itself is no fault of the fact. `unexpected` is our own word for a bug, which does not pass. */
const isWaitingOut = (error: unknown) =>
  error instanceof Refusal && isPassing(error.code) && error.code !== 'unexpected'
