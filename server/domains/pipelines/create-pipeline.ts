import { agentIdOf, type TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Locale } from '#shared/protocol/agents'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { PipelineTemplate } from '#shared/protocol/pipeline-requests'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { rankBetween, ranks } from '#shared/values/rank'
import { assertCurrency } from './assert-currency'
import { insertPipeline, lockPipelines } from './queries'
import { assertFree, most } from './rules'
import { colors, common, probabilities, rottingDays, templates } from './template'

/** Makes the pipeline an installation starts with, in its language and currency. */
export async function createFirstPipeline(
  tx: Tx,
  record: Recorder,
  locale: Locale,
  currency: string,
): Promise<Pipeline> {
  const pipeline = withIds({
    ...fromTemplate('sales', locale),
    ...{ id: newId(), name: common[locale].first, currency, rank: ranks(1)[0] ?? 'a0' },
    isDefault: true,
  })
  await insertPipeline(tx, pipeline)
  return told(record, pipeline, null)
}

/** A new pipeline from a template, or one like another. */
export const createPipeline = (
  { name, currency, template = 'sales', copyOf }: CheckedInputOf<'pipeline:create'>,
  { caller, change }: TeamContext,
): Promise<Pipeline> =>
  change(async (tx, record) => {
    assertCurrency(currency)
    const all = await lockPipelines(tx)
    if (all.length >= most.pipelines) throw new Refusal('list-full')
    assertFree(
      name,
      all.map((one) => one.name),
    )
    const known = all.filter(({ id }) => !caller.closedPipelineIds.includes(id))
    const model = copyOf ? known.find(({ id }) => id === copyOf) : undefined
    if (copyOf && !model) throw new Refusal('not-found')
    const locale = caller.kind === 'agent' ? caller.locale : ((await findInstallation(tx))?.locale ?? 'en')
    const last = all.map(({ rank }) => rank).reduce((a, b) => (a > b ? a : b), '')
    const pipeline = withIds({
      ...(model ?? fromTemplate(template, locale)),
      ...{ id: newId(), name, currency, rank: rankBetween(last || null, null), version: 1 },
      ...{ isDefault: false, isArchived: false, archived: { stages: [], lossReasons: [] } },
    })
    await insertPipeline(tx, pipeline)
    return told(record, pipeline, agentIdOf(caller))
  })

function told(record: Recorder, pipeline: Pipeline, byAgentId: string | null): Pipeline {
  record('pipeline.created', { pipeline, byAgentId })
  return pipeline
}

/** The same stages and reasons as things of their own. */
const withIds = (pipeline: Pipeline): Pipeline => ({
  ...pipeline,
  // A stage that is being removed there is none to begin with here.
  stages: pipeline.stages.flatMap((stage) =>
    stage.goingTo ? [] : [{ ...stage, id: newId(), pipelineId: pipeline.id }],
  ),
  lossReasons: pipeline.lossReasons.map((reason) => ({ ...reason, id: newId(), pipelineId: pipeline.id })),
})

function fromTemplate(template: PipelineTemplate, locale: Locale): Pipeline {
  const { open, reasons } = templates[locale][template]
  const { won, lost, other } = common[locale]
  const stages: Omit<Stage, 'rank'>[] = [
    ...open.map((name, at) => ({
      ...plain,
      ...{ name, kind: 'open' as const, rottingDays, probability: probabilities[at] ?? 50 },
      color: colors[at % colors.length] ?? 'slate',
    })),
    { ...plain, name: won, kind: 'won', probability: 100, color: 'teal' },
    { ...plain, name: lost, kind: 'lost', probability: 0, color: 'slate' },
  ]
  const stageRanks = ranks(stages.length)
  const labels = [...reasons, other]
  const reasonRanks = ranks(labels.length)
  return {
    ...{ id: '', name: '', currency: '', rank: '', version: 1 },
    ...{ reasonRequired: true, maySkip: true, isDefault: false, isArchived: false, memberIds: [] },
    archived: { stages: [], lossReasons: [] },
    stages: stages.map((stage, at) => ({ ...stage, rank: stageRanks[at] ?? '' })),
    lossReasons: labels.map((label, at) => ({
      ...{ id: '', pipelineId: '', label },
      needsNote: label === other,
      rank: reasonRanks[at] ?? '',
    })),
  }
}

const plain = { id: '', pipelineId: '', description: '', requires: [], rottingDays: null }
