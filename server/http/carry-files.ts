import { once } from 'node:events'
import express, { type Request, type Response } from 'express'
import type { z } from 'zod'
import { Refusal } from '#shared/protocol/refusals'

/** Some forty thousand rows; held once, read row by row. */
const fileLimit = 5 * 1024 * 1024

/** One value a line. */
export async function* asLines(values: AsyncGenerator<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}

const whole = express.raw({ type: () => true, limit: fileLimit })

/** The file a request brings. @throws with its status where it is too large */
export async function take(req: Request, res: Response): Promise<Buffer> {
  await new Promise<void>((resolve, reject) =>
    whole(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
  )
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
}

/** As fast as they are taken; whoever goes away ends it. */
export async function send(res: Response, parts: AsyncGenerator<string>): Promise<void> {
  for await (const part of parts) {
    if (res.closed) return
    if (!res.write(part)) await Promise.race([once(res, 'drain'), once(res, 'close')])
  }
  res.end()
}

/** @throws Refusal `malformed` with the parameter it is about */
export function read<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const found = schema.safeParse(query)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new Refusal('malformed', { field: issue?.path.join('.') ?? '' })
}
