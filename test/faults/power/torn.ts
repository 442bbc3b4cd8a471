import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Chance } from '../clients/chance'
import type { Outcome } from '../harness'
import { readStored, type Stored } from '../oracle/stored'

/** How much of the log's end is spoilt. */
const tail = [1024, 4096] as const

/** Spoils the end of a dead server's log again and again: what is left must open and be a whole beginning of it all. */
export function tearTails(file: string, times: number, chance: Chance): Outcome {
  const whole = readStored(file)
  const broken: string[] = []
  let mostMissing = 0
  for (let tear = 0; tear < times; tear++) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-torn-'))
    const copy = join(folder, 'parley.sqlite')
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    spoil(`${copy}-wal`, chance)
    const left = read(copy)
    rmSync(folder, { recursive: true })
    if (typeof left === 'string' || left.integrity !== 'ok') {
      broken.push(`A torn log leaves a whole database: ${typeof left === 'string' ? left : left.integrity}`)
      continue
    }
    if (!isBeginningOf(left, whole)) broken.push('A torn log loses nothing but its end')
    mostMissing = Math.max(mostMissing, whole.line.head - left.line.head)
  }
  return { figures: { tears: times, tornNumbersMissingMax: mostMissing }, broken }
}

/** What is there, or why it cannot be read. */
function read(file: string): Stored | string {
  try {
    return readStored(file)
  } catch (error) {
    return String(error)
  }
}

function spoil(log: string, chance: Chance): void {
  const bytes = readFileSync(log)
  const end = endOfFrames(bytes)
  const length = Math.min(end, chance.whole(tail[0], tail[1]))
  if (chance.happens(0.5)) {
    truncateSync(log, end - length)
    return
  }
  for (let index = end - length; index < end; index++) bytes[index] = chance.whole(0, 255)
  writeFileSync(log, bytes)
}

/**
 * Where the log really ends: a log that began anew still holds old frames behind its new ones, under another salt.
 * https://sqlite.org/fileformat2.html#the_write_ahead_log
 */
function endOfFrames(log: Buffer): number {
  const frame = 24 + log.readUInt32BE(8)
  const salt = log.subarray(16, 24)
  let end = 32
  while (end + frame <= log.length && salt.equals(log.subarray(end + 8, end + 16))) end += frame
  return end
}

/** Every conversation of one is how the same conversation of the other began, and no number is missing between. */
const isBeginningOf = (left: Stored, whole: Stored): boolean =>
  left.line.count === left.line.head &&
  [...left.conversations].every(([id, messages]) => {
    const all = whole.conversations.get(id) ?? []
    return messages.every(({ id, seq }, index) => all[index]?.id === id && all[index]?.seq === seq)
  })
