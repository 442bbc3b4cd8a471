import type { Ended } from '#server/domains/deals/index'
import type { Agent } from '#shared/protocol/agents'
import { amountLimit } from '#shared/protocol/deals'
import { cleanText } from '#shared/protocol/define'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import type { CsvMapping, ImportField, ImportTrouble } from '#shared/rules/deal-csv'
import { isEnterable, missingFor } from '#shared/rules/entry'
import { parseMoney } from '#shared/values/money'
import { plain } from '#shared/values/plain'
import { endedOf } from './read-end'
import { dayOf, Trouble } from './read-values'

/** What rows are read against. */
export type Reading = {
  mapping: CsvMapping
  pipeline: Pipeline
  agents: readonly Agent[]
  locale: 'en' | 'tr'
  /** In whose days a date without a time is meant. */
  zone: string
  now: string
  /** Who owns what the file gives to nobody; null for a program. */
  maker: string | null
}

/** A row as a deal would have it. */
export type RowOfDeal = {
  name: string
  person: string
  code: string
  /** The open stage it stands in, or stood in before it ended. */
  stageId: string
  ended?: Ended
  known: {
    amount: number | null
    closesOn: string | null
    probability: number | null
    tags: string[]
    description: string
    source?: string
    ownerId?: string
  }
}

/** Reads one row; what is wrong with it is said by a code of the closed list. */
export function readRow(cells: readonly string[], reading: Reading): RowOfDeal | { why: ImportTrouble } {
  try {
    return read(cells, reading)
  } catch (error) {
    if (error instanceof Trouble) return { why: error.why }
    throw error
  }
}

function read(cells: readonly string[], reading: Reading): RowOfDeal {
  const { mapping, pipeline, agents, locale } = reading
  const cell = (field: ImportField): string => {
    const at = mapping[field]
    // A mark that tells spreadsheets "no formula" is no part of what is said.
    return at === undefined ? '' : cleanText(cells[at] ?? '').replace(/^'(?=[=+\-@])/, '')
  }
  const short = (field: ImportField, most: number, why: ImportTrouble = 'text-long') => {
    const value = cell(field)
    if (value.length > most) throw new Trouble(why)
    return value
  }
  const name = short('name', 120, 'name-long')
  if (name === '') throw new Trouble('name-missing')
  const [person, code] = [short('person', 120), short('code', 8)]
  if (person === '' && code === '') throw new Trouble('person-missing')
  const source = short('source', 300)
  const ownerId = ownerOf(cell('owner'), agents)
  const known = {
    amount: amountOf(cell('amount'), pipeline.currency, locale),
    closesOn: dayOf(cell('closesOn')),
    probability: percentOf(cell('probability')),
    tags: tagsOf(cell('tags')),
    description: short('description', 32_000),
    ...(source ? { source } : {}),
    ...(ownerId ? { ownerId } : {}),
  }
  const stage = stageOf(cell('stage'), pipeline)
  const end = {
    ...{ closedAt: cell('closedAt'), lossReason: cell('lossReason') },
    ...{ lossNote: short('lossNote', 2_000), competitor: short('competitor', 120) },
  }
  const ended = endedOf(end, stage.kind, reading)
  const before = stageBefore(stage, pipeline)
  const said = { ...known, ownerId: ownerId ?? reading.maker }
  if (before.id !== pipeline.stages[0]?.id && missingFor(before, said).length > 0) throw new Trouble('fields-missing')
  return { name, person, code, stageId: before.id, ...(ended ? { ended } : {}), known }
}

/** The stage of that name; the first where none is said. Nothing new comes into a stage that is being removed. */
function stageOf(name: string, { stages }: Pipeline): Stage {
  const there = stages.filter((one) => one.kind !== 'open' || isEnterable(one))
  const stage = name === '' ? there[0] : there.find((one) => plain(one.name) === plain(name))
  if (!stage) throw new Trouble('stage-unknown')
  return stage
}

/**
 * The open stage a deal that has ended came from, as nobody says it: a won one has gone all the way, a lost one may have
 * gone from anywhere and counts as lost at the start.
 */
function stageBefore(stage: Stage, { stages }: Pipeline): Stage {
  if (stage.kind === 'open') return stage
  const open = stages.filter(isEnterable)
  return (stage.kind === 'won' ? open.at(-1) : open[0]) ?? stage
}

function ownerOf(said: string, agents: readonly Agent[]): string | null {
  if (said === '') return null
  const owner = agents.find(
    ({ name, email, disabled }) =>
      !disabled && (plain(name) === plain(said) || email.toLowerCase() === said.toLowerCase()),
  )
  if (!owner) throw new Trouble('owner-unknown')
  return owner.id
}

function amountOf(said: string, currency: string, locale: string): number | null {
  // What is written with a point and no groups is the same in every language, as our own files have it.
  const amount = parseMoney(said, currency, /^\d+\.\d{1,2}$/.test(said) ? 'en' : locale)
  if (amount === undefined || (amount ?? 0) > amountLimit) throw new Trouble('amount-invalid')
  return amount
}

function percentOf(said: string): number | null {
  const figures = said.replace('%', '').trim()
  if (figures === '') return null
  if (!/^\d{1,3}$/.test(figures) || Number(figures) > 100) throw new Trouble('probability-invalid')
  return Number(figures)
}

function tagsOf(said: string): string[] {
  const tags = [...new Set(said.split(/[,;|]/).map((tag) => tag.trim()))].filter(Boolean)
  if (tags.length > 20 || tags.some((tag) => tag.length > 40)) throw new Trouble('text-long')
  return tags
}
