import {
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Chance } from '../clients/chance'

/** What a disk writes at once, all or nothing. */
const sector = 512

/** Copies a data folder with all that is in it. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
}

/** The server must rebuild what it shares between its connections: memory does not survive a power cut. */
export const forgetMemory = (folder: string): void => {
  for (const name of readdirSync(folder)) if (name.endsWith('-shm')) rmSync(join(folder, name))
}

/**
 * Lets a part of what was written and not yet fsynced survive after all: a disk may have written any of its sectors
 * in any order when the power went. Sectors that differ between the two are exactly those.
 */
export function keepSomeSectors(real: string, mirror: string, chance: Chance): number {
  let kept = 0
  for (const name of readdirSync(mirror)) {
    const isOfInterest = existsSync(join(real, name)) && statSync(join(mirror, name)).isFile()
    if (!isOfInterest || name.endsWith('-shm')) continue
    kept += mix(join(real, name), join(mirror, name), chance)
  }
  return kept
}

function mix(real: string, mirror: string, chance: Chance): number {
  const from = openSync(real, 'r')
  const to = openSync(mirror, 'r+')
  const written = Buffer.alloc(sector)
  const synced = Buffer.alloc(sector)
  const sectors = Math.ceil(fstatSync(from).size / sector)
  let kept = 0
  for (let index = 0; index < sectors; index++) {
    const length = readSync(from, written, 0, sector, index * sector)
    const before = readSync(to, synced, 0, sector, index * sector)
    const isSame = length === before && written.compare(synced, 0, before, 0, length) === 0
    if (isSame || chance.happens(0.5)) continue
    writeSync(to, written, 0, length, index * sector)
    kept++
  }
  closeSync(from)
  closeSync(to)
  return kept
}
