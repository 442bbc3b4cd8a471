import { signal } from '@preact/signals'

/** Something one may want to do next, in words. */
export type Onward = { label: string; run: () => void }

/** Something that just happened, with a way back when there is one, and perhaps a way on. */
export type Toast = {
  id: number
  text: string
  tone: 'plain' | 'danger'
  undo: (() => void) | null
  onward: Onward | null
  forMs: number
}

type Options = { undo?: () => void; onward?: Onward | undefined; tone?: Toast['tone']; forMs?: number }

export const toasts = signal<readonly Toast[]>([])

let last = 0

/** Says something that just happened; bad news stays until it is closed. */
export function toast(text: string, options: Options = {}): void {
  const { undo = null, onward = null, tone = 'plain', forMs = tone === 'danger' ? 12_000 : 6_000 } = options
  last += 1
  toasts.value = [...toasts.value, { id: last, text, tone, undo, onward, forMs }].slice(-3)
}

/** Takes a toast away. */
export function closeToast(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}
