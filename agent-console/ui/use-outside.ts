import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Calls `onClose` when the pointer goes down, or focus goes, outside all of the elements. */
export function useOutside(open: boolean, elements: RefObject<HTMLElement | null>[], onClose: () => void): void {
  // A list of refs is new at every render and always the same.
  useEffect(() => {
    if (!open) return
    const leave = (event: Event) => {
      const path = event.composedPath()
      if (!elements.some(({ current }) => current && path.includes(current))) onClose()
    }
    document.addEventListener('pointerdown', leave, true)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      document.removeEventListener('focusin', leave)
    }
  }, [open, onClose])
}
