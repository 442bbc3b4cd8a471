import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'

/** Frames that a client of ours would never say, on a line that has been let in. `/agent` stands for its namespace. */
export const oddFrames = (namespace: string): readonly (string | Buffer)[] => [
  ...['["request"]', '[]', '{}', '"x"', 'null', '["request","deal:move"]', '["request","deal:move",{}]'].map(
    (payload) => `42/${namespace},${payload}`,
  ),
  ...['error', '__proto__', 'connect', 'disconnect', 'disconnecting', 'newListener', 'removeListener', 'signal'].map(
    (name) => `42/${namespace},["${name}",{"a":1}]`,
  ),
  `42/${namespace},1["request","deal:move",{},"more",1,2,3]`,
  `42/${namespace},99999999999999999999["request","session:read",{}]`,
  `42/${namespace},-1["request","session:read",{}]`,
  `43/${namespace},5["an answer nobody waits for"]`,
  `43/${namespace},["no id"]`,
  `44/${namespace},{"message":"x"}`,
  `40/${namespace},{"token":"again"}`,
  `451-/${namespace},["request","deal:move",{"_placeholder":true,"num":0}]`,
  `451-/${namespace},1["request","visit:send",{"_placeholder":true,"num":7}]`,
  `459999999999-/${namespace},["request"]`,
  `461-/${namespace},1[{"_placeholder":true,"num":0}]`,
  ...['40/nowhere,', '40/__proto__,', `40/${'n'.repeat(9_000)},`, '42["request","session:read",{}]', '41/nowhere,'],
  ...['', '1', '2', '2probe', '3', '3probe', '4', '5', '6', '7', '0{}', '4x', '49', '45-', '451-', '42', '42[', '9'],
  ...[
    'b',
    'bAAAA',
    '\u001e',
    '4\u001e4',
    '\u0000',
    '\ud800',
    'x'.repeat(65_000),
    'x'.repeat(70_000),
    '2'.repeat(9_000),
  ],
  Buffer.alloc(0),
  Buffer.from([0, 1, 2, 255]),
  randomBytes(65_000),
  randomBytes(70_000),
]

/** What is wrong on the way in: each opens a socket of its own, says its piece and leaves. */
export const oddSockets: readonly ((port: number, from: string) => Promise<void>)[] = [
  ...[
    ['0{"sid":"mine"}'],
    ['40/agent,{'],
    ['40/visitor,{"site":{"$gt":""},"token":["v1."]}'],
    [`40/visitor,{"site":"${'s'.repeat(60_000)}","token":"x"}`],
    ['40/visitor,[]', '40/visitor,null', '40/visitor,"x"', '40/visitor,7'],
    ['40/visitor,{"__proto__":{"site":"x"},"token":"v1.x"}'],
    [`40/agent,${'['.repeat(5_000)}`],
    ['40', '40', '40/agent,', '40/agent,', '40/visitor,', '40/visitor,'],
    ['41', '42["request","session:read",{}]'],
    Array(200).fill('2'),
    Array(200).fill('3'),
    Array.from({ length: 300 }, (_, i) => `40/room-${i},`),
    ['451-["x",{"_placeholder":true,"num":0}]', '42["x"]'],
  ].map((frames) => (port: number, from: string) => say(port, from, frames)),
  (port, from) => inFragments(port, from),
  (port, from) => upgraded(port, from, '?EIO=3&transport=websocket'),
  (port, from) => upgraded(port, from, '?EIO=4&transport=websocket&sid=nobody'),
  (port, from) => upgraded(port, from, `?EIO=4&transport=websocket&sid=${'s'.repeat(5_000)}`),
  (port, from) => upgraded(port, from, '?EIO=4&transport=__proto__'),
  (port, from) => upgraded(port, from, '?transport=websocket&transport=polling&EIO=4&EIO=3'),
  (port, from) => upgraded(port, from, ''),
]

const lingerMs = 60

function connect(port: number, from: string, query = '?EIO=4&transport=websocket'): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/${query}`, {
    origin: `http://localhost:${port}`,
    localAddress: from,
    handshakeTimeout: 5_000,
  })
  // It is closed by the server more often than not; that is what is asked for.
  return socket.on('error', () => {})
}

function say(port: number, from: string, frames: readonly string[]): Promise<void> {
  const socket = connect(port, from)
  socket.once('open', () => {
    for (const frame of frames) socket.send(frame)
  })
  return leaving(socket)
}

/** A message that comes in many parts and never ends, with pings between. */
function inFragments(port: number, from: string): Promise<void> {
  const socket = connect(port, from)
  socket.once('open', () => {
    socket.send('42/agent,["request",', { fin: false })
    for (let i = 0; i < 200; i++) {
      socket.send('"x",'.repeat(10), { fin: false })
      socket.ping()
    }
  })
  return leaving(socket)
}

const upgraded = (port: number, from: string, query: string) => leaving(connect(port, from, query))

/** Waits for the socket's end, but not for long. */
function leaving(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), lingerMs + 200)
    socket.once('open', () => setTimeout(() => socket.terminate(), lingerMs))
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
