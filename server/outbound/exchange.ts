import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import type { Answer, Failed } from './outcome'

export type Said = {
  method: string
  path: string
  headers: Readonly<Record<string, string | number>>
  body: string | Uint8Array | undefined
  /** Most bytes of a body that are taken. */
  maxBytes: number
}

/** Says one request on an open line and takes the whole answer, or as much of it as shows that it is too large. */
export function exchange(line: Socket, { method, path, headers, body, maxBytes }: Said): Promise<Answer | Failed> {
  return new Promise((resolve) => {
    const asked = request({ createConnection: () => line, method, path, headers, setHost: false, maxHeaderSize })
    asked.once('response', (answer) => void take(answer, maxBytes).then(resolve))
    // Nobody asked to speak anything else, and an upgrade has no answer that would ever come.
    asked.once('upgrade', (_answer, socket) => {
      socket.destroy()
      resolve({ failed: 'broken' })
    })
    asked.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve({ failed: code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'broken' }),
    )
    asked.end(body)
  })
}

const maxHeaderSize = 16 * 1024

async function take(answer: IncomingMessage, maxBytes: number): Promise<Answer | Failed> {
  if (Number(answer.headers['content-length']) > maxBytes) return { failed: 'too-large' }
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length
      if (size > maxBytes) return { failed: 'too-large' }
      parts.push(part)
    }
  } catch {
    return { failed: 'broken' }
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }
}
