import { signal } from '@preact/signals'
import type { OutputOf } from '#shared/protocol/index'
import type { Page } from '#shared/protocol/people'
import type { ServerSignals } from '#shared/protocol/signals'
import { hearDragging } from './deal-moves'
import { state } from './store'

/** Typing is believed for this long after the last word of it. */
const typingMs = 6_000

/** Agents with an open console. */
export const onlineAgents = signal<ReadonlySet<string>>(new Set())
/** People with an open widget. */
export const onlinePeople = signal<ReadonlySet<string>>(new Set())
/** The page each conversation's visitor is on. */
export const pages = signal<ReadonlyMap<string, Page>>(new Map())
/** Conversations whose visitor is writing. */
export const visitorsTyping = signal<ReadonlySet<string>>(new Set())
/** By conversation: names of colleagues who are writing there. */
export const colleaguesTyping = signal<ReadonlyMap<string, string>>(new Map())

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** What was true when the console loaded. */
export function loadLive(ground: OutputOf<'console:load'>): void {
  onlineAgents.value = new Set(ground.onlineAgentIds)
  onlinePeople.value = new Set(ground.onlinePersonIds)
  pages.value = new Map(ground.pages.map(({ conversationId, page }) => [conversationId, page]))
}

export function forgetLive(): void {
  onlineAgents.value = new Set()
  onlinePeople.value = new Set()
  pages.value = new Map()
  visitorsTyping.value = new Set()
  colleaguesTyping.value = new Map()
}

type Hearing = { [Name in keyof ServerSignals]?: (data: ServerSignals[Name]) => void }

const hearing: Hearing = {
  'agent.presence': ({ agentId, online }) => {
    onlineAgents.value = withMember(onlineAgents.value, agentId, online)
  },
  'visitor.presence': ({ personId, online }) => {
    onlinePeople.value = withMember(onlinePeople.value, personId, online)
  },
  'visitor.page': ({ conversationId, page }) => {
    pages.value = new Map(pages.value).set(conversationId, page)
  },
  'visitor.typing': ({ conversationId, typing }) => {
    const show = (shown: boolean) => {
      visitorsTyping.value = withMember(visitorsTyping.value, conversationId, shown)
    }
    show(typing)
    forget(`visitor ${conversationId}`, typing, () => show(false))
  },
  'deal.dragging': hearDragging,
  'agent.typing': ({ conversationId, agentId, agentName, typing }) => {
    // The server tells everybody, and another tab of mine is no colleague.
    if (agentId === state.value.me?.agent.id) return
    const show = (shown: boolean) => {
      const next = new Map(colleaguesTyping.value)
      if (shown) next.set(conversationId, agentName)
      else next.delete(conversationId)
      colleaguesTyping.value = next
    }
    show(typing)
    forget(`agent ${conversationId}`, typing, () => show(false))
  },
}

/** Takes in what is true only now. */
export function hearSignal<Name extends keyof ServerSignals>(name: Name, data: ServerSignals[Name]): void {
  hearing[name]?.(data)
}

function forget(key: string, arm: boolean, run: () => void): void {
  clearTimeout(timers.get(key))
  if (arm) timers.set(key, setTimeout(run, typingMs))
}

function withMember(set: ReadonlySet<string>, member: string, is: boolean): ReadonlySet<string> {
  if (set.has(member) === is) return set
  const next = new Set(set)
  if (is) next.add(member)
  else next.delete(member)
  return next
}
