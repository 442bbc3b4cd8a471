type Listener = (data?: unknown) => void

let listeners: [string, Listener][] = []
let past: unknown

/** What the page may ask for by name: `Parley('open')`. */
export const acts: Record<string, (value: never) => unknown> = {}

/**
 * The page's way in. `Parley('on', 'unread', fn)` answers with a function that ends the listening; `ready` is told at
 * once if it has already happened. `off` without a function ends all listening to an event.
 */
export const call = (name: string, first?: unknown, listener?: unknown): unknown => {
  if (name === 'on') {
    const entry = [first, listener] as [string, Listener]
    listeners.push(entry)
    if (first === past) queueMicrotask(entry[1])
    return () => {
      listeners = listeners.filter((one) => one !== entry)
    }
  }
  if (name === 'off') listeners = listeners.filter(([event, one]) => event !== first || (listener && one !== listener))
  else acts[name]?.(first as never)
}

/** Tells every listener. One that throws harms no other, and the browser reports it. */
export const emit = (event: string, data?: unknown): void => {
  if (event === 'ready') past = event
  for (const [name, listener] of listeners) if (name === event) queueMicrotask(() => listener(data))
}
