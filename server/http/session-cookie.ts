import { parse, serialize } from 'cookie'
import type { Request, Response } from 'express'
import type { Context } from '#server/context'

const maxAgeSeconds = 7 * 24 * 3600

/** The name says what the browser must hold to: over https the cookie belongs to this very host and nothing less. */
export const cookieName = (isHttps: boolean): string => (isHttps ? '__Host-parley' : 'parley')

/** The session's secret a request carries, if any. */
export const readCookie = (req: Request, isHttps: boolean): string | undefined =>
  parse(req.headers.cookie ?? '')[cookieName(isHttps)]

/** Lets a verb keep or drop the session cookie of the answer it is part of. */
export function cookieOf(res: Response, isHttps: boolean): NonNullable<Context['cookie']> {
  const set = (value: string, maxAge: number) =>
    res.append(
      'Set-Cookie',
      serialize(cookieName(isHttps), value, { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps, maxAge }),
    )
  return { keep: (token) => void set(token, maxAgeSeconds), drop: () => void set('', 0) }
}
