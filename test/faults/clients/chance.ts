/** Everything random of a run, drawn from its seed. */
export type Chance = {
  /** Uniform in 0…1. */
  number(): number
  between(low: number, high: number): number
  whole(low: number, high: number): number
  pick<One>(list: readonly One[]): One
  /** True with this probability. */
  happens(probability: number): boolean
  /** A chance of its own for somebody, so that what others draw does not change what they do. */
  of(name: string): Chance
}

/** Mulberry32: small, even, and the same on every machine. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + number() * (high - low)
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1))
  return {
    number,
    between,
    whole,
    pick: (list) => {
      if (list.length === 0) throw new Error('Nothing to pick from')
      return list[whole(0, list.length - 1)] as (typeof list)[number]
    },
    happens: (probability) => number() < probability,
    of: (name) => chance([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed)),
  }
}
