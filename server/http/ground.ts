import type { AgentCaller, VisitorCaller } from '#server/context'
import type { Limits } from '#server/door/limits'
import type { Ground } from '#server/door/powers'

/** What the HTTP side is given by the app. */
export type HttpGround = {
  powers: Ground
  limits: Limits
  distDir: string
  trustProxy: number
  isSetUp(): boolean
  /** Whether browsers reach us over https. */
  isHttps(): boolean
  publicUrl(): string
  ownOrigins(): readonly string[]
  isReady(): boolean
  admitAgent(token: string): Promise<AgentCaller | null>
  admitVisitor(hello: {
    site: string
    tokenHash: string
    bootstrap: string | null
    userAgent: string
  }): Promise<VisitorCaller>
  follow(tokenHash: string, room: string): Promise<void>
}
