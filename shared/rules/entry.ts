import type { Deal } from '#shared/protocol/deals'
import type { EntryField, Pipeline, Stage } from '#shared/protocol/pipelines'

/** Whether deals may come to stand in a stage: it is open, and nobody is removing it. */
export const isEnterable = ({ kind, goingTo }: Pick<Stage, 'kind' | 'goingTo'>): boolean =>
  kind === 'open' && goingTo === undefined

type Said = Pick<Deal, EntryField>

/** What a deal still has to say before it enters a stage, in the order the stage asks for it. */
export const missingFor = ({ requires }: Pick<Stage, 'requires'>, deal: Said): EntryField[] =>
  requires.filter((field) => deal[field] === null || deal[field] === '')

/**
 * Whether a way from one stage to another leaves out stages it should go through. Going back never does, and neither
 * does losing: a deal may be lost at any time.
 */
export function skips({ maySkip, stages }: Pick<Pipeline, 'maySkip' | 'stages'>, fromId: string, to: Stage): boolean {
  if (maySkip || to.kind === 'lost') return false
  // A stage that is being removed can be left and no longer entered: nobody has to go through it.
  const way = stages.filter(({ id, kind, goingTo }) => kind !== 'lost' && (goingTo === undefined || id === fromId))
  const ahead = way.map(({ id }) => id)
  const from = ahead.indexOf(fromId)
  return from >= 0 && ahead.indexOf(to.id) > from + 1
}
