import type { Tx } from '#server/storage/db'
import type { Fact, FactData, FactName } from '#shared/protocol/index'
import type { Recorder } from './recorder'

/**
 * What a slice does in the transaction of somebody else's fact. It may refuse, which undoes the whole change, and may
 * record facts of its own. Only queries may be awaited in here.
 */
export type Follows = {
  [Name in FactName]?: (data: FactData<Name>, ground: FollowGround) => Promise<void>
}

export type FollowGround = {
  tx: Tx
  record: Recorder
  /** When the followed fact happened, which is when everything that follows from it happens. */
  at: string
}

/** Lets everybody follow a fact who does. */
export type Follow = (fact: Omit<Fact, 'n'>, ground: FollowGround) => Promise<void>

/** Tells a fact to every slice that follows it, in the order given. */
export function followedBy(slices: readonly Follows[]): Follow {
  const followers = new Map<string, ((data: never, ground: FollowGround) => Promise<void>)[]>()
  for (const [name, run] of slices.flatMap((slice) => Object.entries(slice)))
    followers.set(name, [...(followers.get(name) ?? []), run as never])
  return async ({ name, data }, ground) => {
    for (const run of followers.get(name) ?? []) await run(data as never, ground)
  }
}
