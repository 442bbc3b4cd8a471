import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** What arrived, whole and not yet kept. */
export type Received = {
  /** Where it waits; whoever does not keep it drops it. */
  path: string
  size: number
  sha256: Buffer
  /** The first bytes, by which one tells what it is. */
  head: Buffer
}

/** Bytes of files, each under the id of its row. A row names only what is whole and on disk. */
export type FileStore = {
  /**
   * Takes bytes in. Leaves nothing behind when they break off or are too many.
   * @throws TooLarge when there are more than `limit`
   */
  receive(bytes: Readable, limit: number): Promise<Received>
  /** Makes what was received last: on disk, with its name, before the row that names it is written. */
  keep(received: Received, id: string): Promise<void>
  drop(received: Received): Promise<void>
  read(id: string): Readable
  /** Whether its bytes are there. */
  has(id: string): Promise<boolean>
  remove(id: string): Promise<void>
  /** Ids of everything kept that is older than this, and forgets uploads nobody finished. */
  olderThan(ms: number): Promise<string[]>
}

/** More bytes than allowed. */
export class TooLarge extends Error {}

const headBytes = 4_096

/** A store in a folder. Uploads wait in `waiting`, beside what is kept, so that keeping is a rename. */
export function openFileStore(folder: string): FileStore {
  const waiting = join(folder, 'waiting')
  const kept = join(folder, 'kept')
  for (const one of [waiting, kept]) mkdirSync(one, { recursive: true })
  const placeOf = (id: string) => join(kept, id)
  return {
    async receive(bytes, limit) {
      const path = join(waiting, randomBytes(16).toString('hex'))
      const meter = new Meter(limit)
      try {
        await pipeline(bytes, meter, createWriteStream(path, { flags: 'wx' }))
        return { path, size: meter.size, sha256: meter.hash.digest(), head: meter.head }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    async keep({ path }, id) {
      await flush(path)
      await rename(path, placeOf(id))
      // The name is as durable as the bytes only when the folder is.
      await flush(kept)
    },
    drop: ({ path }) => rm(path, { force: true }),
    read: (id) => createReadStream(placeOf(id)),
    has: (id) =>
      stat(placeOf(id)).then(
        () => true,
        () => false,
      ),
    remove: (id) => rm(placeOf(id), { force: true }),
    async olderThan(ms) {
      const until = Date.now() - ms
      for (const name of await readdir(waiting)) await removeOld(join(waiting, name), until)
      const old: string[] = []
      for (const id of await readdir(kept)) if (await isOlder(placeOf(id), until)) old.push(id)
      return old
    },
  }
}

/** Counts, hashes and remembers the beginning of what passes through; ends it when it becomes too much. */
class Meter extends Transform {
  size = 0
  head = Buffer.alloc(0)
  readonly hash = createHash('sha256')

  constructor(private readonly limit: number) {
    super()
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: Error | null, chunk?: Buffer) => void): void {
    this.size += chunk.length
    this.hash.update(chunk)
    if (this.head.length < headBytes) this.head = Buffer.concat([this.head, chunk]).subarray(0, headBytes)
    if (this.size > this.limit) done(new TooLarge())
    else done(null, chunk)
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isOlder = async (path: string, until: number) => {
  // Gone meanwhile is not old.
  const found = await stat(path).catch(() => null)
  return found !== null && found.mtimeMs < until
}

async function removeOld(path: string, until: number): Promise<void> {
  if (await isOlder(path, until)) await rm(path, { force: true })
}
