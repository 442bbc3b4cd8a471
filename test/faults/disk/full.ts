import { Hand } from '../badly/hand'
import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Outcome } from '../harness'
import type { BadDisk } from './bad-disk'

/** What files may still grow by, and how long the disk then stays full. */
const room = 64 * 1024
const fullMs = 2_000
const fillWithinMs = 30_000
const healthyWithinMs = 5_000

/** Lets the disk run full under load and makes room again. */
export async function fillUp(scene: Scene, disk: BadDisk): Promise<Outcome> {
  const hand = new Hand(scene)
  const broken: string[] = []
  const refusedBefore = disk.read('refused')
  disk.ask('room', room)
  disk.ask('isLimited', 1)
  await untilRefused(hand)

  const said = { reads: 0, refused: 0 }
  for (const end = performance.now() + fullMs; performance.now() < end; await pause(50)) {
    if (await hand.reads()) said.reads++
    else broken.push('A full disk can still be read from: a conversation could not be')
    const attempt = await hand.writes()
    if (attempt === 'saved') continue
    said.refused++
    if (attempt.code !== 'storage-full' || !attempt.details?.retryAfterMs)
      broken.push(`What a full disk refuses passes: it was ${JSON.stringify(attempt)}`)
  }

  disk.ask('isLimited', 0)
  const healthyMs = await untilSaved(hand)
  if (healthyMs > healthyWithinMs)
    broken.push(`With room again it is healthy within ${healthyWithinMs} ms: it took ${healthyMs}`)
  return {
    figures: {
      writesRefusedByDisk: disk.read('refused') - refusedBefore,
      refusedWhileFull: said.refused,
      readsWhileFull: said.reads,
      healthyMs,
    },
    broken,
  }
}

/** @throws when the disk never gets full: then nothing was tried */
async function untilRefused(hand: Hand): Promise<void> {
  const end = performance.now() + fillWithinMs
  while ((await hand.writes()) === 'saved') {
    if (performance.now() > end) throw new Error(`The disk was not full within ${fillWithinMs} ms`)
    await pause(20)
  }
}

async function untilSaved(hand: Hand): Promise<number> {
  const began = performance.now()
  while ((await hand.writes()) !== 'saved' && performance.now() - began < healthyWithinMs * 2) await pause(50)
  return Math.round(performance.now() - began)
}
