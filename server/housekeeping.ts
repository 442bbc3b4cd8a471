import { absoluteMs, idleMs, removeSessionsBefore } from './domains/agents/index'
import { sweepFiles } from './domains/files/index'
import { removeMailBefore } from './domains/mail/index'
import { removeCallsBefore, removeRunsBefore } from './domains/rules/index'
import { removeChangesBefore } from './domains/undo/index'
import type { Changes } from './events/changes'
import { removeAnswersBefore } from './events/queries'
import type { Job } from './jobs/clock'
import { watchLog } from './jobs/watch-log'
import type { Storage } from './storage/db'
import type { FileStore } from './storage/file-store'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const answersKeptMs = 7 * 24 * hourMs
const runsKeptMs = 30 * 24 * hourMs

type House = { storage: Storage; changes: Changes; files: FileStore }

/** What is done again and again while the house stands, whoever is in. */
export const housekeeping = ({ storage, changes, files }: House): Job[] => [
  { name: 'measure the log of the database', everyMs: minuteMs, run: () => watchLog(storage) },
  { name: 'sweep files nobody names', everyMs: hourMs, run: () => sweepFiles(storage.read, files) },
  {
    name: 'forget old answers, sessions and what can no longer be taken back',
    everyMs: hourMs,
    run: () =>
      changes.change(null, async (tx) => {
        await removeAnswersBefore(tx, ago(answersKeptMs))
        await removeSessionsBefore(tx, ago(idleMs), ago(absoluteMs))
        await removeChangesBefore(tx, ago(0))
      }),
  },
  {
    name: 'forget old runs of rules, mail and calls',
    everyMs: hourMs,
    run: () =>
      changes.change(null, async (tx) => {
        await removeRunsBefore(tx, ago(runsKeptMs))
        await removeMailBefore(tx, ago(runsKeptMs))
        await removeCallsBefore(tx, ago(runsKeptMs))
      }),
  },
]

const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
