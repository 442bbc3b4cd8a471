import type { Pulse } from '../badly/pulse'
import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Outcome } from '../harness'
import type { BadDisk } from './bad-disk'

const syncUs = 50_000
const answeredWithinMs = 1_000
const heldAtMostMs = 300

/** Makes every fsync slow for a while. */
export async function slowDown({ ledger }: Scene, disk: BadDisk, pulse: Pulse, forMs: number): Promise<Outcome> {
  await pulse.worstMs()
  const before = { retries: ledger.retries, acked: ledger.acked, fsyncs: disk.read('fsyncs') }
  ledger.slowestMs = 0
  disk.ask('delayUs', syncUs)
  await pause(forMs)
  const ackMsMax = ledger.slowestMs
  const heldMsMax = await pulse.worstMs()
  disk.ask('delayUs', 0)
  const retries = ledger.retries - before.retries
  return {
    figures: {
      slowAckMsMax: ackMsMax,
      slowHeldMsMax: heldMsMax,
      slowAcked: ledger.acked - before.acked,
      slowFsyncs: disk.read('fsyncs') - before.fsyncs,
      slowRetries: retries,
    },
    broken: [
      ...(ackMsMax > answeredWithinMs ? [`On a slow disk a send is answered within 1 s: one took ${ackMsMax} ms`] : []),
      ...(heldMsMax > heldAtMostMs ? [`A slow disk holds up nobody for more than 300 ms: it was ${heldMsMax}`] : []),
      ...(retries > 0 ? [`On a slow disk nothing needs to be sent again: ${retries} were`] : []),
    ],
  }
}
