import { setImmediate as breathe } from 'node:timers/promises'
import { agentIdOf, type TeamContext } from '#server/context'
import { listAgents } from '#server/domains/agents/index'
import { findSame, makeDeal, mayOwn } from '#server/domains/deals/index'
import { findInstallation } from '#server/domains/installation/index'
import { addPerson, findNamed } from '#server/domains/people/index'
import { holdPipeline, listPipelines } from '#server/domains/pipelines/index'
import type { Reader } from '#server/storage/db'
import type { Agent } from '#shared/protocol/agents'
import type { Person } from '#shared/protocol/people'
import { isPassing, Refusal } from '#shared/protocol/refusals'
import type { CsvMapping, ImportLine, ImportTrouble } from '#shared/rules/deal-csv'
import { plain } from '#shared/values/plain'
import { inBatches, type Row } from './in-batches'
import { type Reading, type RowOfDeal, readRow } from './read-row'

export type Import = {
  pipelineId: string
  siteId: string
  locale: 'en' | 'tr'
  mapping: CsvMapping
  /** Says what would become of each row and changes nothing. */
  isTrial: boolean
}

type Waiting = Row<RowOfDeal> | ImportLine

/**
 * Makes deals of the rows of a file and tells of each what became of it. A row whose deal is there already, by person
 * and name, makes no second one, so a file may be brought twice; under the same attempt not even an edited deal does.
 */
export async function* importDeals(
  text: string,
  { pipelineId, siteId, locale, mapping, isTrial }: Import,
  context: TeamContext,
): AsyncGenerator<ImportLine> {
  const pipeline = (await listPipelines(context.read, context.caller)).find(({ id }) => id === pipelineId)
  if (!pipeline || pipeline.isArchived || !context.caller.siteIds.includes(siteId)) throw new Refusal('not-found')
  const agents = await ownersOn(context.read, { siteId, pipelineId })
  const { time_zone: zone = 'UTC' } = (await findInstallation(context.read)) ?? {}
  const reading: Reading = {
    ...{ mapping, pipeline, agents, locale, zone },
    now: context.now(),
    maker: agentIdOf(context.caller),
  }
  // What the rows above would have made, as far as it matters to those below.
  const wouldBe = new Set<string>()
  yield* inBatches<RowOfDeal, { why: ImportTrouble }, ImportLine>(text, {
    read: (cells) => readRow(cells, reading),
    isSame: (one, other) => keyOf(one) === keyOf(other),
    bad: (line, { why }, cells) => ({ line, does: 'bad', why, cells }),
    settle,
  })

  async function settle(rows: readonly Waiting[]): Promise<ImportLine[]> {
    await breathe()
    return Promise.all(rows.map((row) => ('does' in row ? row : isTrial ? tryOut(row) : make(row))))
  }

  async function tryOut({ line, cells, row: deal }: Row<RowOfDeal>): Promise<ImportLine> {
    const person = await personOf(context.read, siteId, deal)
    if (typeof person === 'string') return { line, does: 'bad', why: person, cells }
    const key = `${person?.id ?? keyOf(deal)} ${plain(deal.name)}`
    const known = person && (await findSame(context.read, person.id, pipelineId, plain(deal.name)))
    if (known || wouldBe.has(key)) return { line, does: 'exists' }
    wouldBe.add(key)
    return { line, does: 'create' }
  }

  async function make({ line, cells, row: deal }: Row<RowOfDeal>): Promise<ImportLine> {
    try {
      const does = await context.change(async (tx, record) => {
        const at = context.now()
        const known = await personOf(tx, siteId, deal)
        if (typeof known === 'string') return known
        if (known && (await findSame(tx, known.id, pipelineId, plain(deal.name)))) return 'exists' as const
        const person = known ?? (await addPerson(tx, record, { siteId, name: deal.person, at }))
        const held = await holdPipeline(tx, context.caller, pipelineId)
        const stage = held?.stages.find(({ id }) => id === deal.stageId)
        if (!held || !stage) throw new Refusal('not-found')
        await makeDeal(tx, record, {
          ...{ person, pipeline: held, stage, name: deal.name, conversationId: null },
          ...{ caller: context.caller, at, known: deal.known, ...(deal.ended ? { ended: deal.ended } : {}) },
        })
        return 'create' as const
      }, String(line))
      if (does === 'create' || does === 'exists') return { line, does }
      return { line, does: 'bad', why: does, cells }
    } catch (error) {
      if (!(error instanceof Refusal) || isPassing(error.code)) throw error
      return { line, does: 'bad', why: 'refused', cells }
    }
  }
}

/** Agents a deal of the site may be given to in this pipeline. */
async function ownersOn(db: Reader, where: { siteId: string; pipelineId: string }): Promise<Agent[]> {
  const owners: Agent[] = []
  for (const agent of await listAgents(db)) if (await mayOwn(db, agent.id, where)) owners.push(agent)
  return owners
}

/** Whose the deal of a row is; undefined for somebody new. A code that nobody has is a mistake, a name is not. */
async function personOf(
  db: Reader,
  siteId: string,
  { person, code }: RowOfDeal,
): Promise<Person | undefined | ImportTrouble> {
  const found = code ? await findNamed(db, siteId, { code }) : await findNamed(db, siteId, { name: person })
  const named = person ? found.filter(({ name }) => plain(name ?? '') === plain(person)) : found
  const meant = code && named.length === 0 ? found.filter(({ name }) => name === null) : named
  if (meant.length > 1) return 'person-many'
  return meant[0] ?? (code ? 'person-unknown' : undefined)
}

/** Who a row is about, before anybody is asked. */
const keyOf = ({ person, code }: RowOfDeal): string => `${plain(code)} ${plain(person)}`
