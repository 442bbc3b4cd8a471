import { rowsOf } from './read-csv'

/** So many share a turn of the one writer. */
const together = 24
/** A longer file is meant for more than one sitting. */
const mostRows = 20_000

/** A row that waits for its turn. */
export type Row<Read> = { line: number; cells: string[]; row: Read }

type Reading<Read extends object, Misread extends { why: string }, Line extends object> = {
  /** What a row says, or why it says nothing that can be used. */
  read: (cells: readonly string[]) => Read | Misread | Promise<Read | Misread>
  /** Whether two rows are about one somebody: the second must see what the first has made. */
  isSame: (one: Read, other: Read) => boolean
  /** What is told of a row that cannot be used. */
  bad: (line: number, why: Misread | { why: 'file-long' | 'unreadable' }, cells: string[]) => Line
  /** Does rows that share a turn and tells of each, in their order; what is told of one already is told as it is. */
  settle: (rows: readonly (Row<Read> | Line)[]) => Promise<Line[]>
}

/**
 * Reads the rows of a file behind its head and has them done some at a time, in the order of the file. What cannot be
 * read ends it; what stands before that is done.
 */
export async function* inBatches<Read extends object, Misread extends { why: string }, Line extends object>(
  text: string,
  { read, isSame, bad, settle }: Reading<Read, Misread, Line>,
): AsyncGenerator<Line> {
  let batch: (Row<Read> | Line)[] = []
  let count = 0
  let last = 0
  try {
    for await (const { line, cells } of rowsOf(text)) {
      last = line
      if (count++ === 0) continue
      if (count > mostRows + 1) {
        batch.push(bad(line, { why: 'file-long' }, cells))
        break
      }
      const row = await read(cells)
      const isAmong = !('why' in row) && batch.some((one) => 'row' in one && isSame(one.row, row))
      // Two rows of one are never at work at the same moment.
      if (batch.length >= together || isAmong) {
        yield* await settle(batch)
        batch = []
      }
      batch.push('why' in row ? bad(line, row, cells) : { line, cells, row })
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    batch.push(bad(last + 1, { why: 'unreadable' }, []))
  }
  yield* await settle(batch)
}

const isUnreadable = (error: unknown) => error instanceof Error && 'code' in error && /^CSV_/.test(String(error.code))
