import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Chance } from '../clients/chance'
import { sha256Of } from '../clients/sending'
import type { Outcome, Trial } from '../harness'
import { readKept } from '../oracle/kept'
import type { Ground } from '../wire/ground'
import { pause, round } from '../wire/measure'
import { drawFile, type Kept, type Place, type Result, sendOne } from './files'

const cleanWithinMs = 60_000
/** So many one program may send at once. */
const each = 4

/** Sends files as badly as lines and programs can: what is answered as kept is kept byte for byte, and nothing else. */
export async function sendFiles(
  { dataDir, port }: Ground,
  places: readonly Place[],
  { dose, say }: Trial,
  chance: Chance,
): Promise<Outcome> {
  const atOnce = places.length * each
  const files = Array.from({ length: dose }, (_, index) => drawFile(index, chance))
  const results: Result[] = []
  for (let done = 0; done < dose; done += atOnce) {
    const now = files.slice(done, done + atOnce)
    const sent = now.flatMap((file, index) => {
      const place = places[index % places.length]
      return place ? [sendOne(place, file)] : []
    })
    results.push(...(await Promise.all(sent)))
    say(`${results.length} files`)
  }
  const waiting = join(dataDir, 'files', 'waiting')
  const cleanMs = await emptyAfter(() => readdirSync(waiting).length === 0)
  const kept = results.flatMap((result) => result.kept ?? [])
  const wrong = results.flatMap((result) => result.wrong ?? [])
  const broken = [
    wrong.length > 0 && `${wrong.length} files: ${wrong[0]}`,
    cleanMs === null && `${readdirSync(waiting).length} unfinished files still wait`,
    kept.length === 0 && 'no file arrived: nothing was tried',
    ...differences(kept, dataDir),
    ...(await wrongOnFetching(kept, `http://127.0.0.1:${port}`, places[0])),
  ]
  return {
    figures: {
      files: dose,
      kept: kept.length,
      toldToWait: results.filter(({ wasTooMany }) => wasTooMany).length,
      waitingCleanMs: cleanMs,
    },
    broken: broken.filter((one) => one !== false),
  }
}

/** What is kept, on disk and in rows, against what was answered as kept. */
function differences(kept: readonly Kept[], dataDir: string): string[] {
  const database = new Database(join(dataDir, 'parley.sqlite'), { readonly: true })
  const rows = database.prepare('select id, sha256 from file where removed = 0').all() as Kept[]
  database.close()
  const bytes = readKept(dataDir) ?? new Map<string, string>()
  const named = new Map(rows.map(({ id, sha256 }) => [id, sha256]))
  const wrong = kept.filter(({ id, sha256 }) => named.get(id) !== sha256 || bytes.get(id) !== sha256)
  return [
    ...(wrong.length > 0 ? [`${wrong.length} files are not as they were sent`] : []),
    ...(rows.length > kept.length
      ? [`${rows.length - kept.length} files stand there that nobody was answered for`]
      : []),
    ...(bytes.size > kept.length
      ? [`${bytes.size - kept.length} files' bytes are kept that nobody was answered for`]
      : []),
  ]
}

async function wrongOnFetching(kept: readonly Kept[], url: string, place: Place | undefined): Promise<string[]> {
  for (const { id, sha256 } of kept) {
    const response = await fetch(`${url}/api/v1/files/${id}`, {
      headers: { authorization: `Bearer ${place?.secret}` },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (sha256Of(bytes) !== sha256)
      return [`a file is answered with ${response.status} and ${bytes.length} other bytes`]
  }
  return []
}

async function emptyAfter(isEmpty: () => boolean): Promise<number | null> {
  const started = performance.now()
  while (!isEmpty()) {
    if (performance.now() - started > cleanWithinMs) return null
    await pause(50)
  }
  return round(performance.now() - started)
}
