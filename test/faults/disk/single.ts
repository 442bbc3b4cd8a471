import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { lookInto } from '../power/look'
import type { BadDisk } from './bad-disk'

/** Which call fails: at random among so many. */
const among = { failWrite: 400, failFsync: 40 } as const
const failsWithinMs = 20_000
const endsWithinMs = 3_000
/** What must be answered after a restart before it is looked at whether it is safe. */
const answersAfter = 10

export type Single = {
  field: keyof typeof among
  ended: number | null | 'lives'
  /** What a power cut would have lost of all that was answered. */
  unsafe: number
  broken: readonly string[]
}

/** Lets one call to the disk fail. After a failed write all goes on; after a failed fsync of a commit it must end. */
export async function failOnce(scene: Scene, disk: BadDisk, field: keyof typeof among): Promise<Single> {
  const { program, chance } = scene
  const before = { refused: disk.read('refused'), commits: disk.read('refusedCommits') }
  disk.ask(field, chance.whole(1, among[field]))
  const given = performance.now() + failsWithinMs
  while (disk.read('refused') === before.refused) {
    if (performance.now() > given) throw new Error(`No call was made to fail within ${failsWithinMs} ms`)
    await pause(5)
  }
  const mustEnd = disk.read('refusedCommits') > before.commits
  const ended = await Promise.race([program.ended, pause(mustEnd ? endsWithinMs : 500).then(() => 'lives' as const)])
  if (ended === 'lives' && mustEnd) await program.kill()
  const wrongEnd = misbehaved(field, mustEnd, ended)
  if (program.lives) return { field, ended, unsafe: 0, broken: wrongEnd }
  await scene.again()
  const { lost, whole } = await lookAfterAnswers(scene, disk)
  return {
    field,
    ended,
    unsafe: lost,
    broken: [
      ...wrongEnd,
      ...(lost > 0 ? ['What is answered after a failed fsync survives a power cut'] : []),
      ...(whole ? [] : ['The database is whole at a power cut after a failed fsync']),
    ],
  }
}

/**
 * Nobody knows what the disk holds after a failed fsync: what it gave up can be read until the power goes. So it is
 * the mirror that is looked at, once people have been answered again.
 */
async function lookAfterAnswers({ program, ledger }: Scene, { mirror }: BadDisk): Promise<ReturnType<typeof lookInto>> {
  const enough = ledger.acked + answersAfter
  for (const end = performance.now() + endsWithinMs; ledger.acked < enough && performance.now() < end; ) await pause(10)
  program.freeze()
  // Answers on their way were given before: they are heard before the ledger is looked at.
  await pause(50)
  const found = lookInto(ledger, mirror ?? '')
  program.thaw()
  return found
}

/** An fsync that makes no commit safe may end it as well: it is the log's beginning, or carries the log over. */
function misbehaved(field: Single['field'], mustEnd: boolean, ended: Single['ended']): string[] {
  if (mustEnd && ended !== 1) return [`After a failed fsync it ends with 1: it ended with ${ended}`]
  if (field === 'failWrite' && ended !== 'lives') return [`It lives through a write that fails: it ended with ${ended}`]
  return ended === 1 || ended === 'lives' ? [] : [`It ends in no other way than with 1: it ended with ${ended}`]
}
