import { dayAt, plusDays, startOfDay } from '../values/calendar'
import { ofSource, ofTag, soughtIn, tagKey, wordsIn, wordsOfDeal } from './deal-words'
import { stalenessOf } from './rotting'

const id = '[0-9a-f]{8}-[0-9a-f-]{27}'
const ids = new RegExp(`^${id}(?:,${id}){0,49}$`)
const idsOrNone = new RegExp(`^(?:none|${id})(?:,(?:none|${id})){0,49}$`)
const days = /^(?=..\S)(?:\d{4}-\d{2}-\d{2})?\.\.(?:\d{4}-\d{2}-\d{2})?$/

/**
 * What deals are narrowed by, as words of an address, of a saved view and of a request alike: `owner=…,none`,
 * `created=2026-11-01..`, `amount=..50000` in minor units.
 */
export const filterPatterns = {
  q: /\S/,
  owner: idsOrNone,
  stage: ids,
  outcome: /^(?:open|won|lost)(?:,(?:open|won|lost)){0,2}$/,
  created: days,
  closes: days,
  closed: days,
  amount: /^(?=..\S)\d{0,12}\.\.\d{0,12}$/,
  task: /^(?:none|today|overdue)$/,
  stuck: /^yes$/,
  source: /\S/,
  tag: /\S/,
  site: ids,
  reason: idsOrNone,
  lastStage: ids,
  reached: new RegExp(`^${id}$`),
} as const

export type FilterName = keyof typeof filterPatterns
export const filterNames = Object.keys(filterPatterns) as FilterName[]

/** A filter in words; what is absent narrows nothing. */
export type FilterWords = Readonly<Partial<Record<FilterName, string | undefined>>>

export type Outcome = 'open' | 'won' | 'lost'
export type Span<Value> = { from: Value | null; until: Value | null }

/** A filter as it is applied at one moment. Moments are UTC as ISO text. */
export type DealFilter = {
  /** Each is the beginning of one of a deal's words, as shared/rules/deal-words.ts names them. */
  terms: readonly string[]
  /** One of its words as a whole; empty for any. */
  word: string
  /** Null stands for nobody. */
  owners: readonly (string | null)[]
  stages: readonly string[]
  outcomes: readonly Outcome[]
  /** The source as a whole, where it was quoted; null for any. */
  source: string | null
  sites: readonly string[]
  /** Why they were lost; null stands for no reason given. */
  reasons: readonly (string | null)[]
  /** The open stages they stand in, or stood in when they were closed. */
  lastStages: readonly string[]
  /** An open stage they have stood in, or passed by on the way to a later one or to being won. */
  reached: string | null
  /** From and until, the latter not included. */
  created: Span<string> | null
  /** From and until, the latter not included. */
  closed: Span<string> | null
  /** Days, both included. */
  closes: Span<string> | null
  amount: Span<number> | null
  task: 'none' | 'today' | 'overdue' | null
  stuck: boolean
  now: string
  /** When today ends where the reader is. */
  tonight: string
}

/** Where and when a filter is read: what "today" is depends on it. */
export type Moment = { now: number; zone: string }

/** The words of an address that narrow deals; others and those that make no sense are left out. */
export function wordsOf(parameters: Iterable<readonly [string, string]>): FilterWords {
  const words: Partial<Record<FilterName, string>> = {}
  for (const [name, value] of parameters) {
    if (!Object.hasOwn(filterPatterns, name)) continue
    const known = name as FilterName
    if (value.length <= 2_000 && filterPatterns[known].test(value) && isOfDays(known, value)) words[known] = value
  }
  return words
}

const isOfDays = (name: FilterName, value: string): boolean =>
  (name !== 'created' && name !== 'closes' && name !== 'closed') || isSpanOfDays(value)

/** A 31st of February looks like a day and is none. */
const isSpanOfDays = (value: string): boolean => value.split('..').every((day) => day === '' || isDay(day))

// Most of them roll on into the next month without a word.
const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Whether these are days from and until, as `2026-11-01..`. */
export const areDays = (value: string): boolean => days.test(value) && isSpanOfDays(value)

/**
 * When days from and until begin and end in a zone, the end not included.
 * @throws RangeError for a time zone nobody knows
 */
export function momentsOf(words: string | undefined, zone: string): Span<string> | null {
  const span = spanOf(words)
  const morning = (of: string) => new Date(startOfDay(of, zone)).toISOString()
  return span && { from: span.from && morning(span.from), until: span.until && morning(plusDays(span.until, 1)) }
}

/** Whether a card alone says that it belongs to what is asked for. Where it has been, only the server knows. */
export const isJudgedByCard = (words: FilterWords): boolean => words.reached === undefined

export const isFiltered = (words: FilterWords): boolean => filterNames.some((name) => words[name] !== undefined)

/** @throws RangeError for a time zone nobody knows */
export function readFilter(words: FilterWords, { now, zone }: Moment): DealFilter {
  const morning = (of: string) => new Date(startOfDay(of, zone)).toISOString()
  const amount = spanOf(words.amount)
  const tag = tagKey(words.tag ?? '')
  return {
    terms: [
      ...soughtIn(words.q ?? '').slice(0, 8),
      ...wordsIn(words.source ?? '')
        .slice(0, 8)
        .map(ofSource),
    ],
    word: tag && ofTag(tag),
    owners: partsOrNone(words.owner),
    stages: parts(words.stage),
    outcomes: parts(words.outcome) as Outcome[],
    source: quotedIn(words.source ?? ''),
    sites: parts(words.site),
    reasons: partsOrNone(words.reason),
    lastStages: parts(words.lastStage),
    reached: words.reached ?? null,
    created: momentsOf(words.created, zone),
    closed: momentsOf(words.closed, zone),
    closes: spanOf(words.closes),
    amount: amount && { from: numberOf(amount.from), until: numberOf(amount.until) },
    task: (words.task as DealFilter['task']) ?? null,
    stuck: words.stuck === 'yes',
    now: new Date(now).toISOString(),
    tonight: morning(plusDays(dayAt(now, zone), 1)),
  }
}

const parts = (value: string | undefined) => (value ? value.split(',') : [])
const partsOrNone = (value: string | undefined) => parts(value).map((one) => (one === 'none' ? null : one))

/** A source between quotation marks is meant as it stands, and is how somebody asks for deals of none. */
const quotedIn = (value: string) => (/^".*"$/s.test(value) ? value.slice(1, -1) : null)
/** A source as a filter that means exactly this one. */
export const quoted = (source: string): string => `"${source}"`
const numberOf = (value: string | null) => (value === null ? null : Number(value))

function spanOf(value: string | undefined): Span<string> | null {
  if (!value) return null
  const [from = '', until = ''] = value.split('..')
  return { from: from || null, until: until || null }
}

/** Only open deals wait for a task or get stuck. */
export const wantsOpen = ({ task, stuck }: DealFilter): boolean => task !== null || stuck

type Filtered = {
  deal: {
    name: string
    tags: readonly string[]
    ownerId: string | null
    stageId: string
    siteId: string
    outcome: Outcome
    lossReasonId: string | null
    lastOpenStageId: string
    createdAt: string
    closedAt: string | null
    closesOn: string | null
    amount: number | null
    source: string
    stageSince: string
  }
  personName: string
  personCode: string
  hasOpenTask: boolean
  nextTaskAt: string | null
  touchedAt: string
}

/**
 * Whether a deal belongs to what is asked for: the same answer the server's query gives, so that what happens while
 * one looks is shown truly. Where a deal has been, {@link isJudgedByCard}, is not looked at.
 */
export function matches(
  card: Filtered,
  filter: DealFilter,
  rottingDaysOf: (stageId: string) => number | null,
): boolean {
  const { deal } = card
  if (wantsOpen(filter) && deal.outcome !== 'open') return false
  if (filter.outcomes.length > 0 && !filter.outcomes.includes(deal.outcome)) return false
  if (filter.owners.length > 0 && !filter.owners.includes(deal.ownerId)) return false
  if (filter.stages.length > 0 && !filter.stages.includes(deal.stageId)) return false
  if (filter.sites.length > 0 && !filter.sites.includes(deal.siteId)) return false
  if (filter.reasons.length > 0 && !(deal.outcome === 'lost' && filter.reasons.includes(deal.lossReasonId)))
    return false
  if (filter.lastStages.length > 0 && !filter.lastStages.includes(deal.lastOpenStageId)) return false
  if (filter.source !== null && deal.source !== filter.source) return false
  if (!within(deal.createdAt, filter.created, false) || !within(deal.closedAt, filter.closed, false)) return false
  if (!within(deal.closesOn, filter.closes, true) || !within(deal.amount, filter.amount, true)) return false
  if (!hasTask(card, filter)) return false
  if (!isFound(card, filter)) return false
  if (!filter.stuck) return true
  return stalenessOf(card, { rottingDays: rottingDaysOf(deal.stageId) }, Date.parse(filter.now)) === 'stuck'
}

function isFound(card: Filtered, { terms, word }: DealFilter): boolean {
  if (terms.length === 0 && !word) return true
  const words = wordsOfDeal(card)
  return terms.every((term) => words.some((one) => one.startsWith(term))) && (!word || words.includes(word))
}

function hasTask({ hasOpenTask, nextTaskAt }: Filtered, { task, now, tonight }: DealFilter): boolean {
  if (task === null) return true
  if (task === 'none') return !hasOpenTask
  if (nextTaskAt === null) return false
  return task === 'overdue' ? nextTaskAt < now : nextTaskAt >= now && nextTaskAt < tonight
}

function within<Value extends string | number>(
  value: Value | null,
  span: Span<Value> | null,
  closed: boolean,
): boolean {
  if (span === null) return true
  if (value === null) return false
  if (span.from !== null && value < span.from) return false
  return span.until === null || value < span.until || (closed && value === span.until)
}
