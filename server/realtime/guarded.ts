import { refusedHandshakes } from '#server/door/metrics'
import { toRefusal } from '#server/door/router'
import { Refusal, type RefusalAnswer } from '#shared/protocol/refusals'

/** An error the client library hands to `connect_error`, with the refusal as its data. */
class HandshakeRefused extends Error {
  readonly data: RefusalAnswer

  constructor({ code, details }: Refusal) {
    super(code)
    this.data = { code, details }
  }
}

/** A namespace middleware whose refusals reach the client and whose bugs end nothing but the handshake. */
export const guarded =
  <S>(admit: (socket: S) => Promise<void>) =>
  (socket: S, next: (error?: Error) => void): void => {
    admit(socket).then(
      () => next(),
      (error: unknown) => {
        const refused = refuse(error, 'handshake')
        refusedHandshakes.inc({ code: refused.code })
        next(new HandshakeRefused(refused))
      },
    )
  }

/** Any error as a refusal; bugs are logged on the way. */
export const refuse = (error: unknown, name: string): Refusal =>
  error instanceof Refusal ? error : toRefusal(error, name)
