import type { AgentContext } from '#server/context'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { accessRule } from './access'
import { listRules } from './queries'
import { listRuns, type Place } from './run-queries'

/** Every rule with what it last did, or looked at. */
export async function readRules(_input: object, { read }: AgentContext): Promise<OutputOf<'rule:list'>> {
  const rules = await listRules(read)
  return Promise.all(
    rules.map(async (rule) => {
      const [lastRun = null] = await listRuns(read, { ruleId: rule.id, outcome: undefined, before: null, limit: 1 })
      return { rule, lastRun }
    }),
  )
}

/** A page of what a rule did and why not. */
export async function pageRuns(
  { ruleId, outcome, cursor, limit }: CheckedInputOf<'rule:runs'>,
  { read }: AgentContext,
): Promise<OutputOf<'rule:runs'>> {
  await accessRule(read, ruleId)
  const before = cursor ? parse(cursor) : null
  const found = await listRuns(read, { ruleId, outcome, before, limit: limit + 1 })
  const last = found[limit - 1]
  const isMore = found.length > limit && last !== undefined
  return { items: found.slice(0, limit), next: isMore ? `${last.at}|${last.id.slice(ruleId.length + 1)}` : null }
}

function parse(cursor: string): Place {
  const [at, occasion] = cursor.split('|')
  if (!at || !occasion) throw new Refusal('malformed', { field: 'cursor' })
  return { at, occasion }
}
