import { useEffect } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { t } from '../../data/session'
import { toast } from '../../data/toasts'

/** Whoever names a pipeline that is not, or no longer, open to them is led to one that is, and told so. */
export function useOwnPipeline(
  named: string | undefined,
  found: Pipeline | undefined,
  instead: Pipeline | undefined,
  go: (pipeline: Pipeline) => void,
): void {
  const isAway = named !== undefined && !found && instead !== undefined
  useEffect(() => {
    if (!isAway || !instead) return
    toast(t.value('pipelines.notYours', { name: instead.name }))
    go(instead)
  }, [isAway, named])
}
