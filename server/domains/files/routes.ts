import { timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { accessBeside } from '#server/domains/records/index'
import { attemptOf, type StreamRoute } from '#server/http/streams'
import { type FileStore, type Received, TooLarge } from '#server/storage/file-store'
import { downloadMeta, type StoredFile, uploadMeta } from '#shared/protocol/files'
import { Refusal } from '#shared/protocol/refusals'
import { doors, filePath } from '#shared/rules/doors'
import { fileLimit } from '#shared/values/file-limit'
import { accessFile } from './access'
import { addFile } from './add-file'

/** How many one caller may be sending at once. */
const atOnce = 4
const sending = new Map<string, number>()

/** The bytes of files, in and out, behind every door. */
export const fileStreams: readonly StreamRoute[] = (['deal', 'lead', 'contact', 'company'] as const).flatMap(
  (door): StreamRoute[] => [
    {
      name: 'file:add',
      method: 'put',
      path: `/${doors[door].path}/:ownerId/files`,
      meta: uploadMeta(door),
      async run(req, res, bind) {
        const rid = attemptOf(req)
        const [ownerId, name] = [String(req.params.ownerId), String(req.query.name ?? '')]
        const { read, caller, files } = bind(null)
        // Asked before a single byte is taken in, and again in the change.
        await accessBeside(read, caller, door, ownerId, 'write')
        const length = lengthOf(req)
        const received = await oneOfFew(`${caller.kind}:${caller.id}`, () => take(req, files))
        try {
          if (received.size !== length || !isAsPromised(req, received)) throw new Refusal('file-broken')
          const sha256 = received.sha256.toString('base64')
          const attempt = bind({ rid, ...{ [`${door}Id`]: ownerId, name, sha256 } })
          res.json(await addFile({ door, ownerId, name, received }, attempt))
        } finally {
          await files.drop(received)
        }
      },
    },
    {
      name: 'file:fetch',
      method: 'get',
      path: filePath(door, ':fileId'),
      meta: downloadMeta(door),
      async run(req, res, bind) {
        const { read, caller, files } = bind(null)
        const { file } = await accessFile(read, caller, door, String(req.params.fileId))
        if (!(await files.has(file.id))) throw new Refusal('not-found')
        send(file, files, res)
      },
    },
  ],
)

function send(file: StoredFile, files: FileStore, res: Response): void {
  res.set({
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    // Saved, never shown: whatever it is, it does not run under our name.
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  const bytes = files.read(file.id)
  bytes.on('error', () => res.destroy())
  res.on('close', () => bytes.destroy())
  bytes.pipe(res)
}

async function take(req: Request, files: FileStore): Promise<Received> {
  try {
    return await files.receive(req, fileLimit)
  } catch (error) {
    if (error instanceof TooLarge) throw new Refusal('file-too-large')
    // Whoever broke off hears nothing; the answer is for whoever logs it.
    if (req.destroyed || req.readableAborted) throw new Refusal('file-broken')
    throw error
  }
}

/** Bytes announced; without the announcement nobody knows whether all have come. */
function lengthOf(req: Request): number {
  const length = Number(req.get('content-length'))
  if (!Number.isSafeInteger(length) || length < 1) throw new Refusal('malformed', { field: 'Content-Length' })
  if (length <= fileLimit) return length
  req.res?.set('Connection', 'close')
  throw new Refusal('file-too-large')
}

/** Where a digest was sent along (RFC 9530), whether it is that of what came. */
function isAsPromised(req: Request, { sha256 }: Received): boolean {
  const promised = /sha-256=:([\w+/=]+):/.exec(req.get('repr-digest') ?? '')?.[1]
  if (!promised) return true
  const bytes = Buffer.from(promised, 'base64')
  return bytes.length === sha256.length && timingSafeEqual(bytes, sha256)
}

async function oneOfFew<T>(who: string, work: () => Promise<T>): Promise<T> {
  const now = sending.get(who) ?? 0
  if (now >= atOnce) throw new Refusal('too-many', { retryAfterMs: 2_000 })
  sending.set(who, now + 1)
  try {
    return await work()
  } finally {
    const left = (sending.get(who) ?? 1) - 1
    if (left > 0) sending.set(who, left)
    else sending.delete(who)
  }
}
