import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

test('a request of a socket is answered by the socket alone', async () => {
  const ask = (query: string, init: RequestInit = {}) =>
    fetch(`${world.url}/socket.io/?EIO=4&transport=polling${query}`, { ...init, headers: { origin: world.url } })
  const opened = await ask('')
  const { sid } = JSON.parse((await opened.text()).slice(1))
  const said = await ask(`&sid=${sid}`, { method: 'POST', body: '40/visitor,{}' })
  expect([said.status, await said.text()]).toEqual([200, 'ok'])
  // Every other answer carries this; two answers to one request would end the process.
  for (const { headers } of [opened, said]) expect(headers.get('referrer-policy')).toBeNull()
})
