import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { contract } from '#shared/protocol/index'
import { type Chance, chance as chanceOf } from '../clients/chance'
import type { Harness, Outcome, Trial } from '../harness'
import { plant } from '../plant'
import { type Ground, prepareGround, smallMachine, unlimited } from '../wire/ground'
import { pause, peakMb, residentMb, round } from '../wire/measure'
import { breakOff, type Upload } from './break-off'
import { preparePlaces } from './place'
import { sendFiles } from './send-files'

const memoryMb = 60
const cleanWithinMs = 60_000
const parallel = 200
/** Programs that send files; each may send four at once. */
const programs = parallel / 4

export const harness: Harness = {
  promise:
    'a body that breaks off, lies about itself or is too big leaves nothing behind, and a file is kept whole or not at all',
  unit: 'broken bodies',
  dose: { short: 200, full: 2_000 },
  mutants: ['file-unchecked'],
  async run(trial) {
    const product = await plant(trial.mutant)
    const ground = await prepareGround()
    const scratch = join(ground.folder, 'scratch')
    mkdirSync(scratch)
    const program = ground.program({ ...unlimited, ...smallMachine, TMPDIR: scratch }, product.main)
    try {
      await program.start()
      const places = await preparePlaces(ground, programs)
      const bodies = await send(ground, program.pid ?? 0, trial)
      const before = residentMb(program.pid ?? 0)
      const files = await sendFiles(ground, places, trial, chanceOf(trial.seed).of('files'))
      const grownMb = Math.max(0, peakMb(program.pid ?? 0) - before)
      return {
        figures: { ...bodies.figures, ...files.figures, grownByFilesMb: round(grownMb) },
        broken: [
          ...bodies.broken,
          ...files.broken,
          ...(grownMb > memoryMb ? [`${round(grownMb)} MB of memory for files`] : []),
        ],
      }
    } finally {
      await program.kill()
      ground.clear()
      product.remove()
    }
  },
}

async function send({ port, cookie, folder }: Ground, pid: number, { dose, seed, say }: Trial): Promise<Outcome> {
  const chance = chanceOf(seed)
  const uploads = Array.from({ length: dose }, (_, index) => draw(index, chance))
  const before = {
    files: filesIn(folder),
    number: numberIn(folder),
    descriptors: descriptorsOf(pid),
    mb: residentMb(pid),
  }
  let late = 0
  for (let done = 0; done < dose; done += parallel) {
    const endings = await Promise.all(uploads.slice(done, done + parallel).map((one) => breakOff(port, cookie, one)))
    late += endings.filter((ending) => ending === 'unanswered').length
    say(`${Math.min(dose, done + parallel)} bodies`)
  }
  const cleanMs = await cleanAfter(() => descriptorsOf(pid) <= before.descriptors)
  const left = filesIn(folder).filter((file) => !before.files.includes(file))
  const grownMb = Math.max(0, peakMb(pid) - before.mb)
  const isAlive = (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok === true
  const broken = [
    left.length > 0 && `left behind: ${left.join(', ')}`,
    numberIn(folder) !== before.number && 'something was stored of bodies that were never whole',
    cleanMs === null && 'connections stayed open',
    late > 0 && `${late} bodies that could only be refused were not refused before they were whole`,
    grownMb > memoryMb && `${round(grownMb)} MB of memory`,
    !isAlive && 'the server no longer answers',
  ]
  return {
    figures: { bodies: dose, left: left.length, unanswered: late, cleanMs, grownMb: round(grownMb) },
    broken: broken.filter((one) => one !== false),
  }
}

const routes = Object.values(contract)
  .flatMap((verbs) => Object.values(verbs as object))
  .map(({ '~orpc': { route } }) => `/api/v1${route.path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000')}`)
const elsewhere = [
  '/',
  '/upload',
  '/files',
  '/api/v1/files',
  '/api/v1/uploads/x',
  '/widget.js',
  '/frame/x',
  '/assets/x',
]

/** Of ten: eight break off at ten places, one says less than it is, one announces more than anybody may send. */
function draw(index: number, chance: Chance): Upload {
  const method = chance.pick(['POST', 'PUT', 'PATCH'] as const)
  const path = chance.happens(0.7) ? chance.pick(routes) : chance.pick(elsewhere)
  const type = chance.pick([
    'application/json',
    'application/octet-stream',
    'multipart/form-data; boundary=b',
    'image/png',
  ])
  const size = chance.pick([100, 10_000, 60_000])
  const kind = index % 10 === 8 ? 'longer' : index % 10 === 9 ? 'oversized' : 'broken'
  return { method, path, type, size, kind, at: (chance.whole(0, 9) + 0.5) / 10 }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

const descriptorsOf = (pid: number) => readdirSync(`/proc/${pid}/fd`).length

/** Where the number line stands: nothing is stored without taking a number. */
function numberIn(folder: string): number {
  const database = new Database(join(folder, 'data', 'parley.sqlite'), { readonly: true })
  const { n } = database.prepare('select n from counter').get() as { n: number }
  database.close()
  return n
}

async function cleanAfter(isClean: () => boolean): Promise<number | null> {
  const started = performance.now()
  while (!isClean()) {
    if (performance.now() - started > cleanWithinMs) return null
    await pause(50)
  }
  return round(performance.now() - started)
}
