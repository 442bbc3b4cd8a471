import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import type { Installed } from '../../support/installed'
import { password } from '../../support/password'

/** What the owner of an installed Parley does by the way: agents, deals, figures. */
export class Sales {
  private constructor(
    readonly parley: Installed,
    readonly pipeline: Pipeline,
    readonly siteId: string,
  ) {}

  static async at(parley: Installed): Promise<Sales> {
    const ask = asker(parley)
    const [pipeline] = await ask<Pipeline[]>('GET', '/pipelines')
    const [site] = await ask<{ id: string }[]>('GET', '/sites')
    if (!pipeline || !site) throw new Error('It is not set up')
    return new Sales(parley, pipeline, site.id)
  }

  get ask() {
    return asker(this.parley)
  }

  stage(index: number): string {
    return this.pipeline.stages[index]?.id ?? ''
  }

  async hire(name: string, email: string): Promise<void> {
    const body = { rid: randomId(), name, email, password, role: 'agent', locale: 'en', siteIds: [this.siteId] }
    await this.ask('POST', '/agents', body)
  }

  /** A deal of somebody new in a stage, with an amount. */
  async deal(name: string, person: string, stage: number, amount: number | null = null): Promise<DealCard['deal']> {
    const whose = { siteId: this.siteId, name: person }
    const card = await this.ask<DealCard>('POST', `/stages/${this.stage(stage)}/deals`, {
      rid: randomId(),
      whose,
      name,
    })
    if (amount === null) return card.deal
    return this.ask('PATCH', `/deals/${card.deal.id}`, {
      rid: randomId(),
      changes: { amount: { was: null, is: amount } },
    })
  }

  /** Very many deals, as a file brings them. */
  async many(count: number): Promise<void> {
    const open = this.pipeline.stages.filter(({ kind }) => kind === 'open')
    const rows = Array.from(
      { length: count },
      (_, at) => `Deal ${at},Person ${at},${1_000 + at},${open[at % open.length]?.name}`,
    )
    const asked = new URLSearchParams({
      ...{ rid: randomId(), pipelineId: this.pipeline.id, siteId: this.siteId, trial: 'no', locale: 'en' },
      ...{ name: '0', person: '1', amount: '2', stage: '3' },
    })
    const response = await fetch(`${this.parley.server.url}/api/v1/deals.csv?${asked}`, {
      method: 'POST',
      headers: { cookie: this.parley.cookie, 'content-type': 'text/csv', 'x-requested-with': 'parley' },
      body: `name,person,amount,stage\n${rows.join('\n')}\n`,
    })
    const made = (await response.text()).split('"create"').length - 1
    if (made !== count) throw new Error(`Only ${made} deals were made`)
  }
}

const asker =
  ({ server, cookie }: Installed) =>
  async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'x-requested-with': 'parley' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json() as Promise<Answer>
  }
