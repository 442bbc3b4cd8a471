import type { IconNode } from 'lucide'
import { ArrowDown, ArrowUp } from 'lucide'
import { t } from '../../data/session'
import { IconButton } from '../../ui/button'
import { ReorderHandle } from '../../ui/reorder-handle'
import type { useReorder } from '../../ui/use-reorder'

/** Where something stands in a list one puts in order. */
export type Ordered = { reorder: ReturnType<typeof useReorder>; isFirst: boolean; isLast: boolean }

type Named = { id: string; name: string; reorder: Ordered['reorder'] }

/** What a line is carried by. */
export const OrderHandle = ({ id, name, reorder }: Named) => (
  <ReorderHandle
    id={id}
    label={t.value('pipelines.moveNamed', { name })}
    dragging={reorder.dragging}
    onStep={(by) => reorder.step(id, by)}
  />
)

type OrderToolsProps = Named & Ordered & { away: { icon: IconNode; label: string; run: () => void } }

/** One place up, one down, or away. */
export const OrderTools = ({ id, name, reorder, isFirst, isLast, away }: OrderToolsProps) => (
  <>
    <IconButton
      icon={ArrowUp}
      size="small"
      label={t.value('pipelines.up', { name })}
      aria-disabled={isFirst}
      onClick={() => reorder.step(id, -1)}
    />
    <IconButton
      icon={ArrowDown}
      size="small"
      label={t.value('pipelines.down', { name })}
      aria-disabled={isLast}
      onClick={() => reorder.step(id, 1)}
    />
    <IconButton icon={away.icon} size="small" label={away.label} onClick={away.run} />
  </>
)
