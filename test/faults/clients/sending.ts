import { createHash } from 'node:crypto'
import type { StoredFile } from '#shared/protocol/files'
import { isPassing, type RefusalAnswer } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import type { Ledger } from '../oracle/ledger'
import type { Chance } from './chance'

export type Courier = {
  url: string
  cookie: string
  ledger: Ledger
  chance: Chance
  /** How likely the answer to a file that is kept is lost, so that it is sent again. */
  loss: number
  /** Over when its page is closed. */
  signal: AbortSignal
}

/** Sends a file as the console does: until an answer stays, always under the name of the first attempt. */
export async function sendFile(courier: Courier, dealId: string, name: string, bytes: Buffer): Promise<void> {
  const { ledger, chance, loss, signal } = courier
  const rid = randomId()
  const sha256 = sha256Of(bytes)
  for (let tries = 0; !signal.aborted; tries++) {
    ledger.fileTries++
    const answer = await put(courier, `/api/v1/deals/${dealId}/files?name=${encodeURIComponent(name)}`, {
      bytes,
      headers: { 'idempotency-key': rid, 'repr-digest': `sha-256=:${sha256}:` },
    })
    if (signal.aborted) return
    if (answer && 'id' in answer) {
      if (tries > 0 || !chance.happens(loss)) return ledger.keptFile({ id: answer.id, name, sha256 })
    } else if (answer && !isPassing(answer.code) && answer.code !== 'not-signed-in')
      throw new Error(`A file was refused as ${answer.code}`)
    // Whose session is over signs in again, which is another page; until then it waits like any other trouble.
    await new Promise((resolve) => setTimeout(resolve, chance.between(50, 400)))
  }
}

/** Words, or a picture of nothing. */
export function someBytes(chance: Chance): Buffer {
  const bytes = Buffer.from(Array.from({ length: chance.whole(1, 20_000) }, () => chance.whole(0, 255)))
  if (chance.happens(0.5)) return Buffer.from(bytes.toString('base64'))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), bytes])
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64')

type Sent = { bytes: Buffer; headers: Record<string, string> }

/** What was answered, or null when no whole answer came. */
async function put({ url, cookie, signal }: Courier, path: string, { bytes, headers }: Sent) {
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'PUT',
      headers: { ...headers, cookie, 'x-requested-with': 'parley' },
      body: new Uint8Array(bytes),
      signal,
    })
    return (await response.json()) as StoredFile | RefusalAnswer
  } catch {
    return null
  }
}
