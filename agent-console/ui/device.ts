import { type Signal, signal } from '@preact/signals'

/** A choice of this browser, not of its agent. Where nothing may be stored it lives with the tab. */
export function keptOnDevice<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  usual: Choice,
): Signal<Choice> {
  const place = `parley:${name}`
  const found = quietly(() => localStorage.getItem(place))
  const choice = signal<Choice>(choices.find((it) => it === found) ?? usual)
  choice.subscribe((value) => {
    if (value !== usual) quietly(() => localStorage.setItem(place, value))
    else quietly(() => localStorage.removeItem(place))
  })
  return choice
}

function quietly<Value>(act: () => Value): Value | null {
  try {
    return act()
  } catch {
    return null
  }
}

/** A value of any shape, of this browser; what `read` does not understand is the usual one. */
export function keptValue<Value>(name: string, usual: Value, read: (stored: unknown) => Value | null): Signal<Value> {
  const place = `parley:${name}`
  const stored = quietly(() => JSON.parse(localStorage.getItem(place) ?? 'null') as unknown)
  const kept = signal<Value>(read(stored) ?? usual)
  kept.subscribe((value) => {
    if (value !== usual) quietly(() => localStorage.setItem(place, JSON.stringify(value)))
  })
  return kept
}
