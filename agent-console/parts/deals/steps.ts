import type { Deal } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'

/** A stage as the stepper draws it: behind the deal, where it stands, or ahead. */
export type Step = { stage: Stage; place: 'behind' | 'here' | 'ahead' }

/** The open stages of a deal's way; a closed deal stands where it was closed. */
export function stepsOf(stages: readonly Stage[], deal: Pick<Deal, 'stageId' | 'outcome' | 'lastOpenStageId'>): Step[] {
  const at = stages.findIndex(({ id }) => id === (deal.outcome === 'open' ? deal.stageId : deal.lastOpenStageId))
  return stages.map((stage, index) => ({
    stage,
    place: index < at ? 'behind' : index === at ? 'here' : 'ahead',
  }))
}

/** The stage a key leads to in a group of radio buttons, which goes round at its ends. */
export function stageByKey(stages: readonly Stage[], fromId: string, key: string): Stage | undefined {
  const at = stages.findIndex(({ id }) => id === fromId)
  if (key === 'ArrowRight' || key === 'ArrowDown') return stages[(at + 1) % stages.length]
  if (key === 'ArrowLeft' || key === 'ArrowUp') return stages.at(at <= 0 ? -1 : at - 1)
  if (key === 'Home') return stages[0]
  if (key === 'End') return stages.at(-1)
  return undefined
}

/** Whole days since a deal entered its stage. */
export const daysInStage = ({ stageSince }: Pick<Deal, 'stageSince'>, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(stageSince)) / 86_400_000))
