import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomId } from '#shared/values/random'
import { type Chance, chance as chanceOf } from '../clients/chance'
import type { Harness, Outcome, Trial } from '../harness'
import { enter, words } from '../wire/enter'
import { type Ground, prepareGround, unlimited } from '../wire/ground'
import { pause, round } from '../wire/measure'
import { RawLine } from '../wire/raw-line'
import { databaseIn, type Earlier, makeEarlier } from './earlier'
import { backupsIn, reached } from './moment'
import { type Look, lookInto, shrunken } from './shape'
import { addVolume } from './volume'

/** How long the steps of an upgrade take that nobody disturbs. */
type Pace = { backupMs: number; changeMs: number }

/** What a kill left, by the schema found; `half` is what must never be. */
type Left = 'before' | 'after' | 'half'

export const harness: Harness = {
  promise: 'killed in the middle of an upgrade, it stands before it or after it, and the next start completes it',
  unit: 'kills',
  dose: { short: 4, full: 20 },
  mutants: [],
  async run(trial) {
    const ground = await prepareGround()
    try {
      await talkOnce(ground)
      addVolume(databaseIn(ground.dataDir))
      return await upgradeAgainAndAgain(
        ground,
        await makeEarlier(ground.dataDir, join(ground.folder, 'earlier')),
        trial,
      )
    } finally {
      ground.clear()
    }
  },
}

async function upgradeAgainAndAgain(
  ground: Ground,
  earlier: readonly Earlier[],
  { dose, seed, say }: Trial,
): Promise<Outcome> {
  const chance = chanceOf(seed)
  const pace = await undisturbed(ground, earlier.at(-1) as Earlier)
  say(`undisturbed, a backup takes ${round(pace.backupMs)} ms and the change ${round(pace.changeMs, 1)} ms`)
  const found: Record<Left, number> = { before: 0, after: 0, half: 0 }
  const broken = earlier.flatMap(({ name, folder, upgraded }) =>
    shrunken(databaseIn(upgraded.folder), databaseIn(folder)).map((table) => `from ${name}: rows of ${table} are lost`),
  )
  let inBackup = 0
  const readies: number[] = []
  for (let kill = 0; kill < dose; kill++) {
    const from = earlier[kill % earlier.length] as Earlier
    layOut(ground, from)
    const isInBackup = kill % 4 === 0
    if (isInBackup) inBackup++
    await killInUpgrade(ground, isInBackup, pace, chance)
    const { state, isRight } = leftBy(databaseIn(ground.dataDir), from)
    found[state]++
    const where = `kill ${kill + 1}, from ${from.name}`
    if (state === 'half') broken.push(`${where}: it stands between two schemas`)
    else if (!isRight) broken.push(`${where}: not all is there ${state} the upgrade`)
    const { readyMs, wrong } = await complete(ground, from)
    readies.push(readyMs)
    broken.push(...wrong.map((what) => `${where}: ${what}`))
    say(`${where}: ${state}, ready again after ${round(readyMs)} ms`)
  }
  return {
    figures: {
      kills: dose,
      versions: earlier.map(({ name }) => name),
      inBackup,
      ...{ leftBefore: found.before, leftAfter: found.after, leftHalf: found.half },
      changeMs: round(pace.changeMs, 1),
      readyMsMax: round(Math.max(...readies)),
    },
    broken,
  }
}

/** Somebody wrote and an agent sold: what a first day leaves. */
async function talkOnce(ground: Ground): Promise<void> {
  const program = ground.program(unlimited)
  await program.start()
  const line = await enter({ port: ground.port, key: ground.key, token: `v1.${'x'.repeat(43)}` })
  const sent = await line.ask('visit:send', words('Do you deliver to Izmir?'))
  const agent = await RawLine.open({ port: ground.port, door: 'agent', cookie: ground.cookie })
  const { conversationId = '' } = sent && 'ok' in sent ? sent.ok : {}
  const read = await agent.ask('conversation:read', { conversationId, limit: 1 })
  const personId = read && 'ok' in read ? read.ok.person.id : ''
  const deal = await agent.ask('deal:create', { rid: randomId(), personId, conversationId })
  for (const one of [line, agent]) one.drop()
  await program.stop()
  if (!deal || !('ok' in deal)) throw new Error('Nothing was said or sold before the upgrade')
}

/** What a kill left, and whether all is there that belongs to it. */
function leftBy(file: string, from: Earlier): { state: Left; isRight: boolean } {
  const before = lookInto(file, databaseIn(from.folder))
  if (before.shape === from.shape) return { state: 'before', isRight: isComplete(before) }
  if (before.shape !== from.upgraded.shape) return { state: 'half', isRight: false }
  return { state: 'after', isRight: isComplete(lookInto(file, databaseIn(from.upgraded.folder))) }
}

const isComplete = ({ isWhole, missingRows }: Look) => isWhole && missingRows === 0

/** Puts an earlier version's data where the server looks for it. */
function layOut({ dataDir }: Ground, { folder }: Earlier): void {
  rmSync(dataDir, { recursive: true, force: true })
  cpSync(folder, dataDir, { recursive: true })
}

async function undisturbed(ground: Ground, from: Earlier): Promise<Pace> {
  layOut(ground, from)
  const program = ground.program(unlimited)
  const ready = program.start()
  const began = await reached('backsUp', ground.dataDir)
  const whole = await reached('changes', ground.dataDir)
  const committed = await reached('commits', ground.dataDir)
  await ready
  await program.kill()
  return { backupMs: whole - began, changeMs: committed - whole }
}

/** Ends it at a moment of the backup, or of the change itself and a little beyond. */
async function killInUpgrade(ground: Ground, isInBackup: boolean, pace: Pace, chance: Chance): Promise<void> {
  const program = ground.program(unlimited)
  const ended = program.start().catch(() => {})
  await reached(isInBackup ? 'backsUp' : 'changes', ground.dataDir)
  await pause(isInBackup ? chance.between(0, pace.backupMs) : chance.between(0, pace.changeMs * 1.5))
  await program.kill()
  await ended
}

/** Starts it again and lets it finish: it must be as if nobody had killed it. */
async function complete(ground: Ground, from: Earlier): Promise<{ readyMs: number; wrong: string[] }> {
  const program = ground.program(unlimited)
  const readyMs = await program.start().catch(() => null)
  if (readyMs === null) return { readyMs: 0, wrong: [`it does not start any more: ${program.said.slice(-300)}`] }
  const ready = await fetch(`${program.url}/readyz`)
  const session = await fetch(`${program.url}/api/v1/session`, { headers: { cookie: ground.cookie } })
  await program.kill()
  const now = lookInto(databaseIn(ground.dataDir), databaseIn(from.upgraded.folder))
  const backups = backupsIn(ground.dataDir).map((file) => lookInto(file, databaseIn(from.folder)))
  const isGood = (backup: Look) => backup.shape === from.shape && isComplete(backup)
  const wrong = [
    !ready.ok && `it was not ready (${ready.status})`,
    !session.ok && `its owner is not let in (${session.status})`,
    now.shape !== from.upgraded.shape && 'it was not upgraded at the next start',
    !now.isWhole && 'the database is not whole after the next start',
    now.missingRows > 0 && `${now.missingRows} rows are not what an undisturbed upgrade makes of them`,
    backups.length === 0 && 'there is no backup from before the upgrade',
    !backups.every(isGood) && 'a backup is not what was there before the upgrade',
  ]
  return { readyMs, wrong: wrong.filter((one) => one !== false) }
}
