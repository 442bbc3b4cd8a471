import { connect, type Socket } from 'node:net'
import type { RawRequest } from './requests'

/** How a request ended: the status it was answered with, `closed` without an answer, or `silent`. */
export type Ending = number | 'closed' | 'silent'

/** Sends the bytes from a connection of its own and reads what is answered; the text only as far as it shows trouble. */
export function knock(
  port: number,
  from: string,
  { head, body }: RawRequest,
  patienceMs = 10_000,
): Promise<{ ending: Ending; text: string }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    let text = ''
    const finish = (otherwise: Ending) => {
      clearTimeout(timer)
      socket.destroy()
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      resolve({ ending: status ? Number(status) : otherwise, text })
    }
    const timer = setTimeout(() => finish('silent'), patienceMs)
    socket.on('error', () => finish('closed'))
    socket.on('close', () => finish('closed'))
    socket.on('data', (data) => {
      if (text.length < 4_000) text += data.toString('latin1')
      if (text.includes('\r\n\r\n')) finish('closed')
    })
    socket.write(head)
    if (body.length > 0) socket.write(body)
    // What waits for more than it was sent is told that no more comes, as by a browser that was closed.
    setTimeout(() => !socket.destroyed && socket.end(), 300).unref()
  })
}

/** Opens connections that say one byte of a request a second and never finish; returns what ends them. */
export function dribble(port: number, from: string, count: number): () => void {
  const sockets: Socket[] = []
  for (let i = 0; i < count; i++) {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    socket.on('error', () => {})
    socket.write(
      i % 2 === 0
        ? 'GET / HTTP/1.1\r\nhost: localhost\r\nx: '
        : 'POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\nx-requested-with: parley\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n{"email":"',
    )
    sockets.push(socket)
  }
  const timer = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write('a')
  }, 1_000)
  return () => {
    clearInterval(timer)
    for (const socket of sockets) socket.destroy()
  }
}
