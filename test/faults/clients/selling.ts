import type { Deal } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import type { Chance } from './chance'

type Program = typeof import('./console-entry')

export type Seller = {
  console: Program
  chance: Chance
  /** Words that are recognisable and numbered. */
  words(): string
  /** Puts a small file beside a deal. */
  sendFile(dealId: string): Promise<unknown>
}

/** The day on which whoever lost a deal asks again. */
const laterDay = '2030-01-02'

/** The open deal an agent works on with somebody. */
export const openDealOf = ({ state }: Program, personId: string): Deal | undefined =>
  [...state.value.deals.values()].find(
    ({ deal }) => deal.personId === personId && deal.outcome === 'open' && !deal.removed,
  )?.deal

/** Makes a deal, or does one of the things one does with a deal. */
export async function sell(seller: Seller, personId: string, conversationId: string): Promise<unknown> {
  const { console, chance } = seller
  const deal = openDealOf(console, personId)
  if (!deal || chance.happens(0.15)) return console.createDeal(personId, conversationId)
  const act = chance.number()
  if (act < 0.15) return value(seller, deal, conversationId)
  if (act < 0.28) return console.leaveNote({ of: 'deal', id: deal.id }, seller.words(), [])
  if (act < 0.5) return seller.sendFile(deal.id)
  if (act < 0.58) return transfer(seller, deal)
  if (act < 0.65) return lose(seller, deal)
  return advance(seller, deal)
}

/** Takes a stage out of use, its deals going to the one before it, or uses one again. */
export async function tidy({ console, chance }: Pick<Seller, 'console' | 'chance'>): Promise<unknown> {
  const pipelines = [...console.state.value.pipelines.values()]
  const [away] = pipelines.flatMap(({ archived }) => archived.stages)
  if (away && chance.happens(0.6)) return console.restoreStage(away)
  const open = openStages(chance.pick(pipelines))
  const at = chance.whole(1, open.length - 2)
  const [before, stage] = [open[at - 1], open[at]]
  // The first and the last stay: deals come in by the one and are won from the other.
  if (open.length > 3 && before && stage) return console.removeStage(stage, before.id)
}

/** What it is worth, often with the message it was taken from. */
function value({ console, chance }: Seller, deal: Deal, conversationId: string): Promise<unknown> {
  const said = console.state.value.threads.get(conversationId)?.messages.at(-1)
  const from = said && chance.happens(0.6) ? { conversationId, seq: said.seq } : undefined
  return console.editDeal(deal, 'amount', chance.whole(100, 900_000), deal.amount, from)
}

async function transfer({ console, chance }: Seller, deal: Deal): Promise<unknown> {
  const others = [...console.state.value.pipelines.values()].filter(({ id }) => id !== deal.pipelineId)
  if (others.length === 0) return
  const stage = chance.pick(openStages(chance.pick(others)))
  return unlessOvertaken(console.transferDeal(deal, stage.id, chance.whole(100, 900_000)))
}

/** Without a reason that asks for words, its tasks called off, and somebody to ask again. */
function lose({ console }: Seller, deal: Deal): Promise<unknown> {
  const reason = console.state.value.pipelines.get(deal.pipelineId)?.lossReasons.find(({ needsNote }) => !needsNote)
  return console.loseDeal(deal, { lossReasonId: reason?.id, tasks: { act: 'cancel' }, followUpOn: laterDay })
}

/** To the next stage, and behind the last one it is won. */
function advance({ console }: Seller, deal: Deal): Promise<unknown> {
  const stages = openStages(console.state.value.pipelines.get(deal.pipelineId))
  const next = stages[stages.findIndex(({ id }) => id === deal.stageId) + 1]
  if (next) return unlessOvertaken(console.moveDeal(deal, next.id))
  return console.winDeal(deal, { amount: deal.amount, closedOn: '2030-01-01' })
}

const openStages = (pipeline: Pipeline | undefined): Stage[] =>
  pipeline?.stages.filter(({ kind }) => kind === 'open') ?? []

/** A stage that is taken out of use moves its deals: whoever moves one of them in that moment is told so, rightly. */
async function unlessOvertaken(move: Promise<unknown>): Promise<unknown> {
  return move.catch((error: unknown) => {
    const { code } = error as { code?: string }
    if (code !== 'stale' && code !== 'stage-archived') throw error
  })
}
