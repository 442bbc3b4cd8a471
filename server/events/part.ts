import type { Tx } from '#server/storage/db'
import { savepoint } from './queries'
import type { Recorder } from './recorder'

/** A part of a change that is undone by itself when it fails: its rows, and what it recorded. The change goes on. */
export async function inPart<T>(tx: Tx, record: Recorder, work: (record: Recorder) => Promise<T>): Promise<T> {
  const recorded: (() => void)[] = []
  await savepoint(tx, 'savepoint')
  try {
    const value = await work((name, data, onNumber) => void recorded.push(() => record(name, data, onNumber)))
    await savepoint(tx, 'release')
    for (const tell of recorded) tell()
    return value
  } catch (error) {
    await savepoint(tx, 'rollback to')
    await savepoint(tx, 'release')
    throw error
  }
}
