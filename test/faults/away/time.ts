import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Lets days pass on a server that is not running: whatever has happened happened so much earlier. Only when a fact
 * was recorded decides whether it is still told.
 */
export function letDaysPass(dataDir: string, days: number): void {
  const database = new Database(join(dataDir, 'parley.sqlite'))
  database.prepare("update fact set at = strftime('%Y-%m-%dT%H:%M:%fZ', at, ?)").run(`-${days} days`)
  database.close()
}
