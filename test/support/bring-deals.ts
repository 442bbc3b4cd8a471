import type { Pipeline } from '#shared/protocol/pipelines'
import type { ImportLine } from '#shared/rules/deal-csv'
import { randomId } from '#shared/values/random'
import type { World } from './world'

/** Brings a file of deals in, as the owner; `more` says otherwise, a column by its number, nothing for none. */
export async function bringDeals(world: World, { id }: Pipeline, file: string, more: Record<string, string> = {}) {
  const asked = new URLSearchParams({
    ...{ rid: randomId(), pipelineId: id, siteId: world.site.id, locale: 'tr', trial: 'no' },
    ...{ name: '0', person: '1', amount: '2', stage: '3', closesOn: '4', owner: '5', tags: '6' },
    ...more,
  })
  for (const [name, value] of [...asked]) if (value === '') asked.delete(name)
  const headers = { 'content-type': 'text/csv' }
  const response = await world.fetch(`/api/v1/deals.csv?${asked}`, { method: 'POST', headers, body: file })
  const text = await response.text()
  if (!response.ok) return { status: response.status, answer: JSON.parse(text), lines: [] as ImportLine[] }
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ImportLine)
  return { status: 200, answer: null, lines }
}
