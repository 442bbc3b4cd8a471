import { SMTPServer } from 'smtp-server'

export type Received = { from: string; to: string[]; head: string; body: string }

/** A mail server that really speaks SMTP. It can be closed and opened again on its port. */
export class MailServer {
  readonly received: Received[] = []
  /** Addresses it refuses for good. */
  readonly refuses = new Set<string>()
  #server: SMTPServer | null = null
  port = 0

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`
  }

  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        this.refuses.has(address)
          ? done(Object.assign(new Error('No such person here'), { responseCode: 550 }))
          : done(),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const text = Buffer.concat(parts).toString()
          const end = text.indexOf('\r\n\r\n')
          const { mailFrom, rcptTo } = session.envelope
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            ...{ head: text.slice(0, end), body: text.slice(end + 4) },
          })
          done()
        })
      },
    })
    server.on('error', () => {})
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening))
    const address = server.server.address()
    if (address && typeof address === 'object') this.port = address.port
    this.#server = server
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((closed) => server.close(() => closed()))
  }
}
