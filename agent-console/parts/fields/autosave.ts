import { computed, effect, signal } from '@preact/signals'

/** Changes on their way, and drafts that wait for their moment. */
const pending = signal(0)
const saved = signal(false)

/** What a page that saves by itself says of itself. */
export const savingMark = computed<'saving' | 'saved' | null>(() =>
  pending.value > 0 ? 'saving' : saved.value ? 'saved' : null,
)

const drafts = new Set<() => void>()
const shownMs = 2_500
let timer: ReturnType<typeof setTimeout> | undefined

/** Counts a change until it is answered. */
export async function tracked<Output>(attempt: Promise<Output>): Promise<Output> {
  pending.value += 1
  let well = false
  try {
    const output = await attempt
    well = true
    return output
  } finally {
    pending.value -= 1
    saved.value = well
    clearTimeout(timer)
    timer = setTimeout(() => {
      saved.value = false
    }, shownMs)
  }
}

/** Has a draft sent at once when somebody wants to leave the page. */
export function keepDraft(flush: () => void): () => void {
  drafts.add(flush)
  pending.value += 1
  return () => {
    if (drafts.delete(flush)) pending.value -= 1
  }
}

function onLeave(event: BeforeUnloadEvent): void {
  for (const flush of [...drafts]) flush()
  // The browser asks whether to wait: what is under way would end with the page.
  event.preventDefault()
}

// A page that may be left at once is not asked about, and stays in the browser's memory.
effect(() => {
  if (typeof window === 'undefined') return
  if (pending.value > 0) window.addEventListener('beforeunload', onLeave)
  else window.removeEventListener('beforeunload', onLeave)
})
