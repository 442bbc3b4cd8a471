import { AutoScroller, DragDropManager, Draggable, PointerActivationConstraints, PointerSensor } from '@dnd-kit/dom'

/** What a drag with mouse, pen or finger tells. */
export type DragHooks = {
  /** A card was lifted at a point of the window. */
  onLift: (id: string, element: Element, point: Point) => void
  onMove: (point: Point) => void
  onDrop: () => void
  onCancel: () => void
}

type Point = { x: number; y: number }

/** Makes elements draggable, each until it is let go. */
export type Dragging = { watch: (id: string, element: Element) => () => void; stop: () => void }

const startsAfterPx = 5
/** A finger that rests this long wants to lift; one that moves earlier wants to scroll. */
const restMs = 250

/**
 * The one place that knows the drag-and-drop library. It recognises the gesture and scrolls at the edges; what a drag
 * looks like is drawn by the board, because the library's own feedback writes `<style>` elements, which our content
 * security policy refuses.
 */
export function startDragging({ onLift, onMove, onDrop, onCancel }: DragHooks): Dragging {
  const sensor = PointerSensor.configure({
    activationConstraints: ({ pointerType }) =>
      pointerType === 'touch'
        ? [new PointerActivationConstraints.Delay({ value: restMs, tolerance: 8 })]
        : [new PointerActivationConstraints.Distance({ value: startsAfterPx })],
    preventActivation: ({ target }) => target instanceof Element && target.closest('[data-still]') !== null,
  })
  const manager = new DragDropManager({ plugins: [AutoScroller], sensors: [sensor] })
  let point: Point = { x: 0, y: 0 }
  let dragging = false
  const onScroll = () => dragging && onMove(point)
  manager.monitor.addEventListener('dragstart', ({ operation: { source, position } }) => {
    const element = source?.element
    if (!source || !element) return
    dragging = true
    point = { ...position.current }
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    onLift(String(source.id), element, position.initial)
  })
  manager.monitor.addEventListener('dragmove', ({ to, by, operation: { position } }) => {
    point = to ? { ...to } : { x: position.current.x + (by?.x ?? 0), y: position.current.y + (by?.y ?? 0) }
    onMove(point)
  })
  manager.monitor.addEventListener('dragend', ({ canceled }) => {
    dragging = false
    document.removeEventListener('scroll', onScroll, { capture: true })
    if (canceled) onCancel()
    else onDrop()
  })
  return {
    watch: (id, element) => {
      const draggable = new Draggable({ id, element }, manager)
      return () => draggable.destroy()
    },
    stop: () => manager.destroy(),
  }
}
