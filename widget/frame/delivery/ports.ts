import type { Answer } from '#shared/protocol/index'
import type { Attributes, Page } from '#shared/protocol/people'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import type { ClientSignals, ServerSignals } from '#shared/protocol/signals'
import type { VisitorFact } from '#shared/protocol/visits'

/** Time and chance, handed in so that tests can hold both still. */
export type Clock = {
  now(): number
  /** Runs `act` once after `ms`; the answer calls it off. */
  after(ms: number, act: () => void): () => void
  /** Uniform in 0…1. */
  random(): number
}

/** What the browser shows at the door. */
export type Auth = { site: string; token: string; bootstrap: string | null; locale: string }

/** One connection to the server. It never buffers and never reconnects by itself. */
export type Line = {
  connected(): boolean
  connect(): void
  disconnect(): void
  request(name: string, input: unknown, answer: (answer: Answer) => void): void
  signal<Name extends keyof ClientSignals>(name: Name, data: ClientSignals[Name]): void
}

export type ServerSignal = {
  [Name in keyof ServerSignals]: { name: Name; data: ServerSignals[Name] }
}[keyof ServerSignals]

/** What is heard on a line. */
export type Hear = {
  up(): void
  down(): void
  /** Could not connect: refused at the door, or nobody there. */
  failed(refusal: RefusalAnswer | null): void
  fact(fact: VisitorFact): void
  signal(signal: ServerSignal): void
  resync(): void
}

export type OpenLine = (auth: () => Auth, hear: Hear) => Line

/** A message the visitor has written, as it is sent and sent again: never changed once made. */
export type Entry = {
  id: string
  body: string
  page: Page
  language: string
  attributes?: Attributes
  /** Order in the outbox; a clock reading, raised where needed so that it never repeats in one tab. */
  at: number
  /** Whose it is; entries of another visitor of this browser are not ours to send. */
  visitor: string
  failed?: string
}

/** Where entries outlive the tab. Never throws: what cannot be kept lives in memory. */
export type OutboxStore = {
  all(): Promise<Entry[]>
  put(entry: Entry): Promise<void>
  remove(id: string): Promise<void>
}

/** Where the visitor's secret outlives the tab. */
export type Keep = {
  read(): string | null
  /** False where storage is refused. */
  write(token: string): boolean
}

/** News between tabs of one browser. */
export type TabNews = { say: 'entry'; entry: Entry } | { say: 'gone'; id: string } | { say: 'read'; seq: number }

export type Mirror = { say(news: TabNews): void; hear(listener: (news: TabNews) => void): void }
