import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { StoredFile } from '#shared/protocol/files'
import { randomId } from '#shared/values/random'
import type { Chance } from '../clients/chance'
import { sha256Of } from '../clients/sending'

/**
 * What becomes of a file on its way: nothing; its answer is lost and it is sent again; it breaks off; a bit of it flips;
 * it comes with another's digest; it is longer than it says; it does not say how long it is; it is more than anybody
 * may send.
 */
const fates = [
  'whole',
  'repeated',
  'broken',
  'broken',
  'broken',
  'flipped',
  'wrong digest',
  'longer',
  'no length',
  'oversized',
] as const
type Fate = (typeof fates)[number]

export type Sending = { fate: Fate; name: string; bytes: Buffer; at: number }

/** A file whose server said it is kept. */
export type Kept = { id: string; sha256: string }

export type Result = {
  kept: Kept | null
  /** What was promised to nobody and happened all the same; null when all is well. */
  wrong: string | null
  /** Whether it was told to come again later: nothing was tried. */
  wasTooMany: boolean
}

const gigabyte = 1_073_741_824
const patienceMs = 10_000

/** Of ten: one arrives, one twice, three break off at ten places, five are not what they say. */
export function drawFile(index: number, chance: Chance): Sending {
  const size = chance.pick([1, 1_000, 60_000, 700_000])
  const bytes = chance.happens(0.5) ? Buffer.from(randomBytes(size).toString('base64')) : picture(size)
  const fate = fates[index % fates.length] ?? 'whole'
  return { fate, name: `file-${index}`, bytes, at: (chance.whole(0, 9) + 0.5) / 10 }
}

const picture = (size: number) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(size)])

/** Sends one as its fate is, by hand: nobody's library would. */
export async function sendOne(where: Place, sending: Sending): Promise<Result> {
  const { fate, bytes } = sending
  const rid = randomId()
  const first = await say(where, sending, rid)
  const last = fate === 'repeated' && first.status === 200 ? await say(where, sending, rid) : first
  const wasTooMany = last.status === 429
  const shouldKeep = fate === 'whole' || fate === 'repeated'
  const kept = last.status === 200 && last.file ? { id: last.file.id, sha256: sha256Of(bytes) } : null
  if (shouldKeep && !kept && !wasTooMany)
    return { kept, wasTooMany, wrong: `a ${fate} file was answered ${last.status}` }
  if (!shouldKeep && kept) return { kept: null, wasTooMany, wrong: `a file that was ${fate} was kept` }
  if (kept && first.file?.id !== kept.id) return { kept, wasTooMany, wrong: 'a file sent twice was kept twice' }
  if (kept && last.file?.size !== bytes.length) return { kept, wasTooMany, wrong: 'a file was kept at another size' }
  return { kept, wasTooMany, wrong: last.isLate ? `a file that was ${fate} was never answered` : null }
}

export type Place = { port: number; secret: string; dealId: string }

/** `isLate`: the line stood and nothing came. Who is refused before the end may find the line closed instead. */
type Heard = { status: number | null; file: StoredFile | null; isLate: boolean }

function say({ port, secret, dealId }: Place, { fate, name, bytes, at }: Sending, rid: string): Promise<Heard> {
  const length = fate === 'longer' ? Math.ceil(bytes.length / 2) : fate === 'oversized' ? gigabyte : bytes.length
  const digest = sha256Of(fate === 'wrong digest' ? Buffer.from(rid) : bytes)
  const body = fate === 'flipped' ? withFlippedBit(bytes, at) : bytes
  const head = [
    `PUT /api/v1/deals/${dealId}/files?name=${name} HTTP/1.1`,
    'host: localhost',
    `authorization: Bearer ${secret}`,
    `idempotency-key: ${rid}`,
    `repr-digest: sha-256=:${digest}:`,
    ...(fate === 'no length' ? ['transfer-encoding: chunked'] : [`content-length: ${length}`]),
  ]
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let answer = ''
    const finish = (isLate = false) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ ...read(answer), isLate })
    }
    const timer = setTimeout(() => finish(true), patienceMs)
    socket.on('data', (chunk) => {
      answer += chunk
      if (isWhole(answer)) finish()
    })
    // What was heard before the line was cut counts.
    socket.on('error', () => finish())
    socket.on('close', () => finish())
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    if (fate === 'broken')
      socket.write(body.subarray(0, Math.floor(body.length * at)), () => setTimeout(() => finish(), 20))
    else if (fate === 'no length') socket.write(chunked(body))
    else socket.write(body)
  })
}

const chunked = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')])

/** Anywhere but in the first bytes, by which one tells what it is: a digest alone must see it. */
function withFlippedBit(bytes: Buffer, at: number): Buffer {
  const spoilt = Buffer.from(bytes)
  const index = Math.min(bytes.length - 1, Math.floor(bytes.length * at))
  spoilt[index] = (spoilt[index] ?? 0) ^ 1
  return spoilt
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /content-length: (\d+)/i.exec(answer)?.[1]
  return length === undefined || answer.length >= end + 4 + Number(length)
}

function read(answer: string): Omit<Heard, 'isLate'> {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
  if (!status) return { status: null, file: null }
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4)
  return { status: Number(status), file: status === '200' ? (JSON.parse(body) as StoredFile) : null }
}
