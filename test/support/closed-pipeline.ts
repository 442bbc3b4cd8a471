import type { Storage } from '#server/storage/db'
import type { Contact } from '#shared/protocol/contacts'
import type { Deal } from '#shared/protocol/deals'
import type { Lead } from '#shared/protocol/leads'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Line } from './ask'
import { World } from './world'
import { putFile } from './write-file'

/** Words that stand in what belongs to the closed pipeline and nowhere else. */
export const words = {
  pipeline: 'goosander',
  deal: 'lapwing',
  note: 'marten',
  file: 'polecat',
  task: 'dormouse',
  view: 'bullfinch',
} as const

/** Somebody of the team, at the console. */
type Colleague = { id: string; cookie: string; line: Line }

/** Two pipelines, one of them closed; an agent it names, one it does not name, and a deal in it with all it may have. */
export class ClosedPipeline {
  open: Pipeline = undefined as never
  closed: Pipeline = undefined as never
  named: Colleague = undefined as never
  outside: Colleague = undefined as never
  personId = ''
  conversationId = ''
  deal: Deal = undefined as never
  taskId = ''
  fileId = ''
  contact: Contact = undefined as never

  private constructor(
    readonly world: World,
    readonly owner: Line,
  ) {}

  static async open(storage?: (folder: string) => Storage): Promise<ClosedPipeline> {
    const world = await World.open(storage ? { storage } : {})
    const scene = new ClosedPipeline(world, await world.agent())
    await scene.#set()
    return scene
  }

  async #set(): Promise<void> {
    const { owner } = this
    this.open = (await owner.ask('pipeline:list', {}))[0] as Pipeline
    this.named = await this.colleague()
    this.outside = await this.colleague()
    const { id: pipelineId } = await owner.ask('pipeline:create', { name: words.pipeline, currency: 'TRY' })
    const changes = { memberIds: { was: [], is: [this.named.id] } }
    this.closed = await owner.ask('pipeline:edit', { pipelineId, changes })
    const { personId, conversationId } = await this.somebody()
    Object.assign(this, { personId, conversationId })
    this.contact = await owner.ask('contact:create', { whose: { personId }, details: { name: 'Ayşe Kaya' } })
    this.deal = await this.dealIn(this.closed, words.deal)
    const { id: dealId } = this.deal
    await owner.ask('deal:note', { dealId, body: words.note })
    this.fileId = (await putFile(this.world, 'deal', dealId, words.file)).id
    this.taskId = (await this.task(words.task, dealId)).id
    const filter = { stage: this.stageOf(this.closed) }
    await owner.ask('view:create', { of: 'deals', name: words.view, shared: true, filter, sort: null })
  }

  async colleague(role: 'agent' | 'manager' = 'agent'): Promise<Colleague> {
    const { id, cookie } = await this.world.newcomer('Somebody', role)
    return { id, cookie, line: await this.world.agent(cookie) }
  }

  /** Somebody who writes. */
  async somebody(): Promise<{ personId: string; conversationId: string }> {
    const { conversationId } = await (await this.world.visitor()).says('How much are twenty tables?')
    const { person } = await this.owner.ask('conversation:read', { conversationId })
    return { personId: person.id, conversationId }
  }

  async lead(ownerId?: string): Promise<Lead> {
    const whose = { personId: (await this.somebody()).personId }
    const details = { name: 'Mehmet Öz', ...(ownerId ? { ownerId } : {}) }
    return this.owner.ask('lead:create', { whose, details })
  }

  stageOf = ({ stages }: Pipeline, at = 0): string => stages[at]?.id ?? ''

  /** A deal of the first person, worth something. */
  async dealIn(pipeline: Pipeline, name: string): Promise<Deal> {
    const { personId, conversationId } = this
    const made = { personId, conversationId, pipelineId: pipeline.id, name }
    const { id: dealId } = await this.owner.ask('deal:create', made)
    return this.owner.ask('deal:edit', { dealId, changes: { amount: { was: null, is: 77_700 } } })
  }

  task(title: string, dealId: string | null) {
    const { personId, conversationId } = this
    return this.owner.ask('task:create', { personId, conversationId, dealId, title, dueAt: null })
  }

  /** Puts a deal into the first stage of another pipeline. */
  transfer({ id: dealId, stageId: fromStageId }: Deal, to: Pipeline, line = this.owner): Promise<Deal> {
    return line.ask('deal:transfer', { dealId, fromStageId, stageId: this.stageOf(to) })
  }

  /** Names other agents; everybody where there are none. */
  async name(memberIds: readonly string[]): Promise<void> {
    const { id: pipelineId, memberIds: was } = this.closed
    const changes = { memberIds: { was, is: [...memberIds] } }
    this.closed = await this.owner.ask('pipeline:edit', { pipelineId, changes })
  }

  /** Everything an agent may read that could tell something of the deal, as one text. */
  async everythingTo({ line, cookie }: Pick<Colleague, 'line' | 'cookie'>): Promise<string> {
    const { personId, conversationId, contact } = this
    const answers: unknown[] = [
      await line.ask('console:load', {}),
      await line.ask('pipeline:list', {}),
      await line.ask('deal:list', {}),
      await line.ask('deal:list', { q: words.deal, sort: '-amount' }),
      await line.ask('deal:list', { stage: this.stageOf(this.closed) }),
      await line.ask('deal:ids', {}),
      await line.ask('deal:ofPerson', { personId }),
      await line.ask('deal:openOf', { personIds: [personId] }),
      await line.ask('deal:totals', {}),
      await line.ask('task:list', {}),
      await line.ask('task:ofPerson', { personId }),
      await line.ask('person:timeline', { personId }),
      await line.ask('conversation:read', { conversationId }),
      await line.ask('view:list', {}),
      await line.ask('contact:read', { contactId: contact.id }),
    ]
    const read = async (path: string) => (await this.world.fetch(`/api/v1${path}`, { headers: { cookie } })).text()
    for (const by of ['stage', 'owner', 'source']) answers.push(await read(`/reports/deals.csv?by=${by}`))
    for (const path of ['/deals', '/deals.csv', '/tasks', `/people/${personId}/deals`, '/pipelines'])
      answers.push(await read(path))
    return JSON.stringify(answers)
  }

  close(): Promise<void> {
    return this.world.close()
  }
}
