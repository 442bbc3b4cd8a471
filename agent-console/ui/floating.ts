import { autoUpdate, computePosition, flip, offset, type Placement, shift, size } from '@floating-ui/dom'
import { useLayoutEffect } from 'preact/hooks'

export type { Placement } from '@floating-ui/dom'

type Floating = {
  open: boolean
  anchor: () => Element | null | undefined
  panel: () => HTMLElement | null | undefined
  placement?: Placement | undefined
  gap?: number
}

/** Shows a `popover` element in the top layer beside its anchor, for as long as it is open. */
export function useFloating({ open, anchor, panel, placement = 'bottom-start', gap = 4 }: Floating): void {
  // The two elements are asked for when it opens.
  useLayoutEffect(() => {
    const [from, what] = [anchor(), panel()]
    if (!open || !from || !what) return
    if (!what.matches(':popover-open')) what.showPopover()
    const stop = autoUpdate(from, what, () => void place(from, what, placement, gap))
    return () => {
      stop()
      if (what.matches(':popover-open')) what.hidePopover()
    }
  }, [open, placement, gap])
}

async function place(from: Element, what: HTMLElement, placement: Placement, gap: number) {
  const { x, y } = await computePosition(from, what, {
    placement,
    strategy: 'fixed',
    middleware: [
      offset(gap),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight }) => {
          what.style.maxHeight = `${Math.max(120, availableHeight)}px`
        },
      }),
    ],
  })
  what.style.left = `${Math.round(x)}px`
  what.style.top = `${Math.round(y)}px`
}
