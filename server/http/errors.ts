import type { ErrorRequestHandler, Response } from 'express'
import { toRefusal } from '#server/door/router'
import { Refusal, type RefusalCode } from '#shared/protocol/refusals'

const refusedWith = new WeakMap<Response, RefusalCode>()

/** What an answer refused, for whoever counts. */
export const refusedFor = (res: Response): RefusalCode | undefined => refusedWith.get(res)

/** Every error as a refusal with its status; nothing of the inside is told. */
export const answerErrors: ErrorRequestHandler = (error, req, res, _next) => {
  const refusal = fromHttp(error) ?? toRefusal(error, `${req.method} ${req.path}`)
  refusedWith.set(res, refusal.code)
  if (res.headersSent) return void res.destroy()
  if (refusal.details.retryAfterMs) res.set('Retry-After', String(Math.ceil(refusal.details.retryAfterMs / 1000)))
  res.status(refusal.status).json({ code: refusal.code, details: refusal.details })
}

/** What Express and its parsers throw at bad input carries its own status. */
function fromHttp(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof URIError) return new Refusal('malformed')
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
  if (status === 404) return new Refusal('not-found')
  if (status === 413) return new Refusal('message-too-long')
  if (status >= 400 && status < 500) return new Refusal('malformed')
  return null
}
