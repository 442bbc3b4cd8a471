import type { AgentCaller, KeyCaller, VisitorCaller } from '#server/context'
import type { Limits } from '#server/door/limits'
import type { Ground } from '#server/door/powers'
import type { Pressure } from '#server/door/pressure'

/** What the HTTP side is given by the app. */
export type HttpGround = {
  powers: Ground
  limits: Limits
  pressure: Pressure
  distDir: string
  trustProxy: number
  isSetUp(): boolean
  /** Whether browsers reach us over https. */
  isHttps(): boolean
  publicUrl(): string
  ownOrigins(): readonly string[]
  isReady(): boolean
  admitAgent(token: string): Promise<AgentCaller | null>
  /** The key behind what a program shows; null when it is none of ours. */
  admitKey(bearer: string): Promise<KeyCaller | null>
  admitVisitor(hello: {
    site: string
    tokenHash: string
    bootstrap: string | null
    userAgent: string
  }): Promise<VisitorCaller>
  follow(tokenHash: string, room: string): Promise<void>
}
