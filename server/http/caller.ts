import type { Request } from 'express'
import type { Caller } from '#server/context'
import { hashOfToken } from '#server/realtime/visitor-door'
import { Refusal } from '#shared/protocol/refusals'
import { VisitorToken } from '#shared/protocol/visits'
import type { HttpGround } from './ground'
import { readCookie } from './session-cookie'

/** What a program or a visitor shows. Other schemes, which browsers add by themselves for a proxy, are none of ours. */
export const bearerOf = (req: Request): string | undefined => /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1]

/** Who asks. Whoever shows a bearer is who that says and nobody else: the cookie beside it is not looked at. */
export async function callerOf(ground: HttpGround, req: Request): Promise<Caller> {
  const bearer = bearerOf(req)
  if (bearer) {
    const key = await ground.admitKey(bearer)
    if (key) return key
    const site = req.get('x-parley-site')
    if (!site || !VisitorToken.safeParse(bearer).success) return { kind: 'nobody' }
    return ground
      .admitVisitor({
        site,
        tokenHash: hashOfToken(bearer),
        bootstrap: req.get('x-parley-bootstrap') ?? null,
        userAgent: req.get('user-agent') ?? '',
      })
      .catch((error: unknown) => {
        if (error instanceof Refusal) return { kind: 'nobody' as const }
        throw error
      })
  }
  const token = readCookie(req, ground.isHttps())
  return (token && (await ground.admitAgent(token))) || { kind: 'nobody' }
}
