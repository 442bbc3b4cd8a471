// Feels a server's pulse from a process of its own, so that nothing else on this side of the line is mistaken for the
// server holding its breath: one small question after another, and how long the slowest answer took.
import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const url = new URL('/healthz', process.argv[2])
const everyMs = 20
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let worst = 0
let since = null

const beat = () =>
  new Promise((resolve) => {
    since = performance.now()
    const over = () => {
      since = null
      resolve()
    }
    const asking = get(url, { agent }, (answer) => {
      answer.resume()
      answer.once('end', () => {
        worst = Math.max(worst, performance.now() - since)
        over()
      })
      // A server that ends in the middle of an answer does not hold anybody up.
      answer.once('error', over)
    })
    asking.once('error', over)
  })

process.on('message', () => {
  const held = since === null ? 0 : performance.now() - since
  process.send(Math.round(Math.max(worst, held)))
  worst = 0
})
process.on('disconnect', () => process.exit())
process.send('ready')

for (;;) {
  await beat()
  await pause(everyMs)
}
