import type { Line } from './ask'

/** What each thing that came with a name is called since. */
const names = new Map<string, string>()

/** Whether this run is one in which no stage and no reason is called what it is. */
export const isRenaming = (): boolean => process.env.TEST_NAMES === 'nonsense'

/** A stage or loss reason by the name it came with, in the words on screen now. */
export const called = (name: string): string => names.get(name) ?? name

/** Gives every stage and loss reason a name that means nothing, or something else. */
export async function renameEverything(line: Line): Promise<void> {
  for (const { stages, lossReasons } of await line.ask('pipeline:list', {})) {
    for (const [at, { id, name: was, kind }] of stages.entries()) {
      const is = misleading[kind](at)
      await line.ask('stage:edit', { stageId: id, changes: { name: { was, is } } })
      names.set(was, is)
    }
    for (const [at, { id, label: was }] of lossReasons.entries()) {
      const is = `Won ${at} 🙃`
      await line.ask('reason:edit', { lossReasonId: id, changes: { label: { was, is } } })
      names.set(was, is)
    }
  }
}

const misleading = {
  open: (at: number) => `Closed ${at} 🙃`,
  won: () => 'Lost without hope',
  lost: () => 'Won at last',
}
