import type { Deal } from '#shared/protocol/deals'
import { randomId, randomText } from '#shared/values/random'
import { password } from '../../support/world'
import { enter, words } from '../wire/enter'
import type { Ground } from '../wire/ground'
import type { Place } from './files'

/** A deal to put files beside, and programs that may: each sends a few at once, all of them many. */
export async function preparePlaces(ground: Ground, programs: number): Promise<Place[]> {
  const { port, key } = ground
  const visitor = await enter({ port, key, token: `v1.${randomText(32)}` })
  const answer = await visitor.ask('visit:send', words('Do you have it in oak?'))
  visitor.drop()
  if (!answer || !('ok' in answer)) throw new Error(`A visitor was not heard: ${JSON.stringify(answer)}`)
  const { conversationId } = answer.ok
  const { person } = await ask<{ person: { id: string } }>(ground, 'GET', `/conversations/${conversationId}`)
  const deal = await ask<Deal>(ground, 'POST', '/deals', { rid: randomId(), personId: person.id, conversationId })
  const places: Place[] = []
  for (let index = 0; index < programs; index++) {
    const scopes = ['deals.read', 'deals.write']
    const asked = { rid: randomId(), proof: password, name: `Program ${index}`, scopes }
    const { secret } = await ask<{ secret: string }>(ground, 'POST', '/keys', asked)
    places.push({ port, secret, dealId: deal.id })
  }
  return places
}

async function ask<Output>({ port, cookie }: Ground, method: string, path: string, body?: object): Promise<Output> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-requested-with': 'parley', cookie },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`)
  return response.json()
}
