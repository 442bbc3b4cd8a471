import type { Contact, ContactDetails } from '#shared/protocol/contacts'
import type { ConversionChoice } from '#shared/protocol/conversion'
import type { InputOf } from '#shared/protocol/index'
import type { Lead, LeadDetails } from '#shared/protocol/leads'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Line } from './ask'
import { type Visitor, World } from './world'

type Choice = InputOf<'lead:convert'>['choice']
export type Talk = { visitor: Visitor; personId: string; conversationId: string; lead: Lead }

/** The least one can choose. */
export const plain: Choice = { contact: { how: 'new' }, company: { how: 'none' }, deal: { how: 'none' } }

/** A Parley where leads are converted, in the words of the tests. */
export class Converting {
  private constructor(
    readonly world: World,
    readonly owner: Line,
    readonly pipeline: Pipeline,
  ) {}

  static async open(): Promise<Converting> {
    const world = await World.open()
    const owner = await world.agent()
    return new Converting(world, owner, (await owner.ask('pipeline:list', {}))[0] as Pipeline)
  }

  get firstStageId(): string {
    return this.pipeline.stages[0]?.id ?? ''
  }

  convert({ id: leadId, version }: Lead, choice: Partial<Choice> = {}, line = this.owner) {
    return line.ask('lead:convert', { leadId, version, choice: { ...plain, ...choice } })
  }

  undo({ id: leadId }: Lead) {
    return this.owner.ask('lead:undoConversion', { leadId })
  }

  weigh({ id: leadId }: Lead) {
    return this.owner.ask('lead:conversionOptions', { leadId })
  }

  async contactOf(contactId: string): Promise<Contact> {
    return (await this.owner.ask('contact:read', { contactId })).contact
  }

  newDeal(more: Partial<Extract<ConversionChoice['deal'], { how: 'new' }>> = {}) {
    return { how: 'new' as const, pipelineId: this.pipeline.id, stageId: this.firstStageId, ...more }
  }

  /** Somebody who has written, and the lead an agent made of them. */
  async writer(details: LeadDetails): Promise<Talk> {
    const visitor = await this.world.visitor()
    const { conversationId } = await visitor.says('How much are twenty tables?')
    const { person } = await this.owner.ask('conversation:read', { conversationId })
    const lead = await this.owner.ask('lead:create', { whose: { personId: person.id }, details })
    return { visitor, conversationId, personId: person.id, lead }
  }

  knownContact(details: ContactDetails): Promise<Contact> {
    return this.owner.ask('contact:create', { whose: { siteId: this.world.site.id }, details })
  }
}
