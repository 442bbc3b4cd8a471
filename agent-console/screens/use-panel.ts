import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useMedia } from './use-media'

const place = 'parley:panel'

type Panel = {
  isShown: boolean
  /** Lies over the conversation rather than beside it. */
  isDrawer: boolean
  toggle: () => void
  close: () => void
  /** For the panel, and for the button that brings it back. */
  panel: RefObject<HTMLDivElement | null>
  button: RefObject<HTMLSpanElement | null>
}

/** The column of details: beside the conversation and remembered where there is room, a drawer elsewhere. */
export function usePanel(conversationId: string | undefined): Panel {
  const isDrawer = useMedia('(max-width: 1179px)')
  const [isKept, setKept] = useState(readKept)
  const [isOut, setOut] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLSpanElement>(null)
  const moves = useRef(false)
  const isShown = isDrawer ? isOut : isKept

  // Another conversation, another person: what lay over the one before is put away.
  useEffect(() => setOut(false), [conversationId, isDrawer])

  const show = (next: boolean) => {
    moves.current = true
    if (isDrawer) setOut(next)
    else {
      setKept(next)
      keep(next)
    }
  }
  useEffect(() => {
    if (!moves.current) return
    moves.current = false
    if (!isShown) button.current?.querySelector('button')?.focus()
    else if (isDrawer) panel.current?.focus()
  }, [isShown, isDrawer])
  return { isShown, isDrawer, toggle: () => show(!isShown), close: () => show(false), panel, button }
}

function readKept(): boolean {
  try {
    return localStorage.getItem(place) !== 'hidden'
  } catch {
    return true
  }
}

function keep(isShown: boolean): void {
  try {
    if (isShown) localStorage.removeItem(place)
    else localStorage.setItem(place, 'hidden')
  } catch {
    // Where nothing may be stored the choice lives with the page.
  }
}
