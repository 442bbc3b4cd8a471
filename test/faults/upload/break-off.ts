import { connect } from 'node:net'

export type Upload = {
  method: 'POST' | 'PUT' | 'PATCH'
  path: string
  type: string
  size: number
  /** Breaks off; goes on after its end; announces more than anybody may send, and waits. */
  kind: 'broken' | 'longer' | 'oversized'
  /** Where it breaks off, from its beginning (0) to its end (1). */
  at: number
}

const gigabyte = 1_073_741_824
const patienceMs = 3_000

/** Sends a body that is not what it should be. `unanswered` when one that could only be refused was waited for. */
export function breakOff(port: number, cookie: string, upload: Upload): Promise<'answered' | 'unanswered' | 'left'> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const finish = (ending: 'answered' | 'unanswered' | 'left') => {
      clearTimeout(timer)
      socket.destroy()
      resolve(ending)
    }
    const { method, path, type, size, kind, at } = upload
    const timer = setTimeout(() => finish(kind === 'oversized' ? 'unanswered' : 'left'), patienceMs)
    socket.on('data', () => finish('answered'))
    socket.on('error', () => finish('answered'))
    socket.on('close', () => finish('answered'))
    const length = kind === 'oversized' ? gigabyte : size
    socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nx-requested-with: parley\r\ncookie: ${cookie}\r\n` +
        `content-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`,
    )
    if (kind === 'broken') socket.write('x'.repeat(Math.floor(size * at)), () => setTimeout(() => finish('left'), 20))
    else socket.write('x'.repeat(kind === 'longer' ? size * 2 : size))
  })
}
