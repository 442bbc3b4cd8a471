import { z } from 'zod'
import { StageTotals } from './deals'
import { Id, request } from './define'

/** How many closed deals once stood in a stage, and how many of them were won. */
export const StageRate = z.object({ stageId: Id, closed: z.int(), won: z.int() })
export type StageRate = z.infer<typeof StageRate>

const read = { door: 'team', permission: 'deals.read', limit: 'read' } as const

export const dealSumRequests = {
  totals: request(read)
    .route({ method: 'GET', path: '/deals/totals', summary: 'What every stage comes to', tags: ['Deals'] })
    .input(z.object({}))
    .output(z.array(StageTotals)),
  rates: request(read)
    .route({
      method: 'GET',
      path: '/pipelines/{pipelineId}/rates',
      summary: 'How many deals that stood in each stage were won, of the last 500 closed ones',
      tags: ['Deals'],
    })
    .input(z.object({ pipelineId: Id }))
    .output(z.array(StageRate)),
}
