import { expect, test } from 'vitest'
import type { Agent } from '#shared/protocol/agents'
import type { Pipeline } from '#shared/protocol/pipelines'
import { ownersIn } from '../../../../agent-console/parts/deals/owners'
import { mapOf, selin } from '../rows'

const agent = (id: string, what: Partial<Agent> = {}): Agent => ({ ...selin, id, role: 'agent', ...what })
const pipeline = (id: string, memberIds: string[]) => ({ id, memberIds }) as Pipeline

const known = {
  agents: mapOf(agent('mert'), agent('deniz'), agent('owner', { role: 'owner' }), agent('gone', { disabled: true })),
  pipelines: mapOf(pipeline('open', []), pipeline('closed', ['mert'])),
}
const ids = (pipelineId: string, ownerId?: string) => ownersIn(known, pipelineId, ownerId).map(({ id }) => id)

test('[V23] a deal is offered to those who may see its pipeline, and to nobody who has left', () => {
  expect(ids('open')).toEqual(['mert', 'deniz', 'owner'])
  expect(ids('closed')).toEqual(['mert', 'owner'])
})

test('whoever has a deal is among those it can be given to, whatever became of them', () => {
  expect(ids('closed', 'deniz')).toEqual(['mert', 'deniz', 'owner'])
  expect(ids('open', 'gone')).toEqual(['mert', 'deniz', 'owner', 'gone'])
})

test('where the pipeline is not known yet, anybody can be chosen', () => {
  expect(ids('')).toEqual(['mert', 'deniz', 'owner'])
})
