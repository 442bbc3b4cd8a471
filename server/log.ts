import { pino } from 'pino'

/** The process's one logger. Never give it message bodies, tokens or passwords: ids and results only. */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token'],
})

/** Sets how much is said; called once the configuration is read. */
export function setLogLevel(level: string): void {
  log.level = level
}

/** A line for the person at the terminal, outside the structured log. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
