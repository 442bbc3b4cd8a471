import { randomId } from '#shared/values/random'
import { type Aim, readBy } from './access-row'
import type { Row } from './access-rows'
import type { Line } from './ask'
import { password, type World } from './world'
import { putFile } from './write-file'

/** Words that stand in everything of the first site; whoever may not know them must never be told. */
export const secret = {
  visitor: 'kestrel',
  note: 'marten',
  task: 'dormouse',
  deal: 'lapwing',
  lead: 'goosander',
  contact: 'bullfinch',
} as const

/** Things that a request may use up, in the order they are made: what stands beside another comes after it. */
type Perishable = keyof ReturnType<typeof makersOf>

/** What is gone or changed with a thing because it stands beside it. */
const beside: Partial<Record<keyof Aim, readonly Perishable[]>> = {
  deal: ['file', 'note', 'task'],
  contact: ['personNote', 'personFile'],
  company: ['companyNote', 'companyFile'],
}

function makersOf(world: World, owner: Line, aim: Aim) {
  const about = () => ({ personId: aim.person, conversationId: aim.conversation })
  const whose = { siteId: aim.site }
  const rule = { name: 'Greet', siteId: null, on: false, conditions: [], actions: [{ do: 'tag', tag: 'won' } as const] }
  const key = { proof: password, name: 'Spare', scopes: ['deals.read' as const] }
  return {
    deal: async () => (await owner.ask('deal:create', { ...about(), name: secret.deal })).id,
    file: async () => (await putFile(world, 'deal', aim.deal, secret.deal)).id,
    note: async () => (await owner.ask('deal:note', { dealId: aim.deal, body: secret.note })).id,
    task: async () => {
      const task = { title: secret.task, note: secret.task, dueAt: null, dealId: aim.deal }
      return (await owner.ask('task:create', { ...about(), ...task })).id
    },
    lead: async () => (await owner.ask('lead:create', { whose, details: { name: secret.lead } })).id,
    contact: async () => (await owner.ask('contact:create', { whose, details: { name: secret.contact } })).id,
    personNote: async () => (await owner.ask('contact:note', { contactId: aim.contact, body: secret.note })).id,
    personFile: async () => (await putFile(world, 'contact', aim.contact, secret.note)).id,
    company: async () =>
      (await owner.ask('company:create', { siteId: aim.site, details: { name: secret.contact } })).id,
    companyNote: async () => (await owner.ask('company:note', { companyId: aim.company, body: secret.note })).id,
    companyFile: async () => (await putFile(world, 'company', aim.company, secret.note)).id,
    field: async () => (await owner.ask('field:create', { record: 'lead', name: randomId(), kind: 'text' })).id,
    rule: async () => (await owner.ask('rule:create', { ...rule, trigger: { on: 'deal.won' } })).rule.id,
    key: async () => (await owner.ask('key:create', key)).key.id,
  }
}

/** Keeps everything that may be aimed at there to be aimed at. */
export class Things {
  #makers: ReturnType<typeof makersOf>
  #spent: Set<keyof Aim>

  constructor(
    world: World,
    owner: Line,
    private readonly aim: Aim,
  ) {
    this.#makers = makersOf(world, owner, aim)
    this.#spent = new Set(Object.keys(this.#makers) as Perishable[])
  }

  /** Makes anew what a request is aimed at and an earlier one has used up; all there is when none is named. */
  async prepare(input?: Row['input']): Promise<void> {
    const needed = input ? readBy(this.aim, input) : this.#spent
    for (const name of Object.keys(this.#makers) as Perishable[]) {
      const isNeeded = needed.has(name) || beside[name]?.some((other) => needed.has(other) && this.#spent.has(other))
      if (!isNeeded || !this.#spent.has(name)) continue
      this.aim[name] = await this.#makers[name]()
      this.#spent.delete(name)
    }
  }

  /** After a request that may have changed what it was aimed at. */
  spend(input: Row['input']): void {
    for (const name of readBy(this.aim, input))
      for (const gone of [name, ...(beside[name] ?? [])]) if (gone in this.#makers) this.#spent.add(gone)
  }
}
