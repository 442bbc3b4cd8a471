import { signal } from '@preact/signals'
import type { Fact } from '#shared/protocol/index'
import { line } from './client'
import { state } from './store'

/** How long a card shows who has just moved it. */
const shownMs = 1_800
/** A carried card is believed in for this long after the last word of it. */
const carriedMs = 6_000

/** By deal: which colleague has just made or moved it. */
export const movedBy = signal<ReadonlyMap<string, string>>(new Map())
/** By deal: which colleague carries it now, and over which stage. */
export const carriedElsewhere = signal<ReadonlyMap<string, { agentId: string; stageId: string }>>(new Map())

/** Counts what happens to deals and their tasks, for whoever must ask something again. */
export const dealNews = signal(0)

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Takes in that something happened to a deal. */
export function noteDeal(fact: Fact): void {
  if (!/^(deal|task)\./.test(fact.name)) return
  dealNews.value++
  if (fact.name !== 'deal.moved' && fact.name !== 'deal.created' && fact.name !== 'deal.reopened') return
  const { deal, byAgentId } = fact.data
  if (!byAgentId || byAgentId === state.value.me?.agent.id) return
  setCarried(deal.id, null)
  movedBy.value = new Map(movedBy.value).set(deal.id, byAgentId)
  later(`moved ${deal.id}`, shownMs, () => {
    const next = new Map(movedBy.value)
    next.delete(deal.id)
    movedBy.value = next
  })
}

/** Takes in what a colleague carries. */
export function hearDragging(said: { dealId: string; stageId: string | null; agentId: string }): void {
  const { dealId, stageId, agentId } = said
  if (agentId === state.value.me?.agent.id) return
  setCarried(dealId, stageId === null ? null : { agentId, stageId })
  if (stageId !== null) later(`carried ${dealId}`, carriedMs, () => setCarried(dealId, null))
}

let carrying = { dealId: '', stageId: '' as string | null }
let repeating: ReturnType<typeof setInterval> | undefined

/** Says what I carry and over which stage, again and again while I hold it still; null when I no longer do. */
export function sayDragging(dealId: string, stageId: string | null): void {
  if (carrying.dealId === dealId && carrying.stageId === stageId) return
  carrying = { dealId, stageId }
  clearInterval(repeating)
  const say = () => void line.value?.volatile.emit('signal', 'deal.dragging', { dealId, stageId })
  say()
  if (stageId !== null) repeating = setInterval(say, carriedMs / 2)
}

function setCarried(dealId: string, by: { agentId: string; stageId: string } | null): void {
  if (!by && !carriedElsewhere.value.has(dealId)) return
  const next = new Map(carriedElsewhere.value)
  if (by) next.set(dealId, by)
  else next.delete(dealId)
  carriedElsewhere.value = next
}

function later(key: string, ms: number, run: () => void): void {
  clearTimeout(timers.get(key))
  timers.set(key, setTimeout(run, ms))
}
