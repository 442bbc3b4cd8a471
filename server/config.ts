import { basename, dirname, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((value) => new URL(value).origin)
  .optional()

/** Every environment variable Parley reads, with its default. docs/OPERATING.md lists the same. */
const Environment = z.object({
  PORT: port.default(4000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: origin,
  VISITOR_URL: origin,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SECRET_KEY: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$|^[^<>\r\n]* <[^\s<>@]+@[^\s<>@]+>$/)
    .optional(),
  LIMITS_FACTOR: z.coerce.number().positive().default(1),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Config = {
  port: number
  /** Address to listen on; all of them when absent. */
  host: string | undefined
  dataDir: string
  /** Origin browsers reach us under, when the environment names it. */
  publicUrl: string | undefined
  /** A host of its own for the frame, when there is one. */
  visitorUrl: string | undefined
  databaseUrl: string | undefined
  /** Seals secrets in the database; absent, one is kept in a file of the data folder. */
  secretKey: string | undefined
  /** The mail server mail is handed to, and whom it is from; absent, mail waits. */
  mail: { url: string; from: string } | undefined
  /** Multiplies every rate limit; another value than 1 is for load tests. */
  limitsFactor: number
  /** How many reverse proxies stand in front and may be believed about the client's address. */
  trustProxy: number
  logLevel: string
  /** Where the built browser programs are. */
  distDir: string
}

/** A setting that cannot be used; `message` names every bad variable. */
export class ConfigError extends Error {}

/** Reads the environment; the only place that does. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success)
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  const value = read.data
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(value.DATA_DIR),
    publicUrl: value.PUBLIC_URL,
    visitorUrl: value.VISITOR_URL,
    databaseUrl: value.DATABASE_URL,
    secretKey: value.SECRET_KEY,
    mail: mailOf(value),
    limitsFactor: value.LIMITS_FACTOR,
    trustProxy: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
    // This file stands in server/ when run from source and in dist/server/ when built.
    distDir: resolve(import.meta.dirname, basename(dirname(import.meta.dirname)) === 'dist' ? '..' : '../dist'),
  }
}

function mailOf({ SMTP_URL: url, MAIL_FROM: from }: { SMTP_URL?: string; MAIL_FROM?: string }): Config['mail'] {
  if (url === undefined) return undefined
  if (from === undefined) throw new ConfigError('MAIL_FROM: SMTP_URL needs an address to send from')
  return { url, from }
}
