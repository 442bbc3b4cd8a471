// Another program on the same database, steered by messages; it answers each with the same word when it is done.
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'

const database = new Database(process.argv[2], { timeout: 10_000 })
let checkpoints

const acts = {
  /** Keeps everybody else from writing. */
  hold: async (ms) => {
    database.exec('begin immediate')
    await pause(ms)
    database.exec('rollback')
  },
  /** Reads at one moment and stays there: the log cannot be emptied beyond it. */
  look: () => {
    database.exec('begin')
    database.prepare('select n from counter').get()
  },
  leave: () => database.exec('commit'),
  /** Carries the log into the database again and again. */
  carry: (ms) => {
    checkpoints = setInterval(() => database.pragma('wal_checkpoint(passive)'), ms)
  },
  stop: () => clearInterval(checkpoints),
}

process.on('message', async ({ act, ms }) => {
  await acts[act](ms)
  process.send(act)
})
process.on('disconnect', () => process.exit())
process.send('ready')
