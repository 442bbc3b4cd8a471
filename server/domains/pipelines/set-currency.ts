import { agentIdOf, type TeamContext } from '#server/context'
import { amountLimit } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { CurrencyChange, Pipeline } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { rateOf } from '#shared/rules/repricing'
import { exchange } from '#shared/values/exchange'
import { alterPipeline } from './alter-pipeline'
import { assertCurrency } from './assert-currency'
import { findExtent, saveRepricing } from './queries'
import { assertLiving, mostAtOnce } from './rules'
import { hasDeals } from './use-queries'

/**
 * Another currency for a pipeline and every deal in it; the slice of deals follows with the amounts. A few are
 * converted with this change. Many are converted one part after the other: until the last one is, the pipeline says
 * what it will be counted in, and each deal what it is.
 */
export const setCurrency = (
  { pipelineId, was, is, change }: CheckedInputOf<'pipeline:setCurrency'>,
  context: TeamContext,
): Promise<Pipeline> =>
  alterPipeline(
    context,
    ({ id }) => id === pipelineId,
    async (before, { tx }) => {
      assertLiving(before)
      assertCurrency(is)
      if (before.currency === is) return null
      if (before.currency !== was) throw new Refusal('stale', { field: 'currency', current: before.currency })
      if (!change && (await hasDeals(tx, pipelineId))) throw new Refusal('currency-in-use')
      if (change?.how === 'relabel' && change.name.trim() !== before.name)
        throw new Refusal('name-differs', { field: 'change.name' })
      if (before.becoming) throw new Refusal('busy', { retryAfterMs: 2_000 })
      const how: CurrencyChange =
        change?.how === 'convert' ? { how: 'convert', rate: assertRate(change.rate) } : { how: 'relabel' }
      const { count, greatest } = await findExtent(tx, before, mostAtOnce + 1)
      // Said before anything is converted: of many, some already are when the greatest is met.
      if (greatest !== null && exchange(greatest, rateOf(how), was, is) > amountLimit)
        throw new Refusal('amount-too-large')
      if (count > mostAtOnce) {
        await saveRepricing(tx, pipelineId, { change: how, byAgentId: agentIdOf(context.caller) })
        const changes = [{ field: 'becoming', was: null, is }]
        return {
          after: { ...before, becoming: is },
          tell: (record, told) => record('pipeline.edited', { ...told, changes }),
        }
      }
      return {
        after: { ...before, currency: is },
        tell: (record, told) => record('pipeline.repriced', { ...told, was, change: how }),
      }
    },
  )

/** A rate of nothing would make every amount nothing, and no other rate leads back from there. */
function assertRate(rate: string): string {
  if (!/[1-9]/.test(rate)) throw new Refusal('malformed', { field: 'change.rate' })
  return rate
}
