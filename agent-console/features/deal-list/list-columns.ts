import { computed } from '@preact/signals'
import type { SortField } from '#shared/rules/deal-order'
import { keptValue } from '../../ui/device'

/** What a list can say of a deal. The name is always there and always first. */
export const columnIds = [
  'name',
  'person',
  'stage',
  'amount',
  'owner',
  'closesOn',
  'nextTask',
  'outcome',
  'reason',
  'touched',
  'created',
  'stageSince',
  'closedAt',
  'tags',
  'source',
  'probability',
] as const
export type ColumnId = (typeof columnIds)[number]

/** What a column is sorted by, where it can be. */
export const sortOf: Partial<Record<ColumnId, SortField>> = {
  name: 'name',
  amount: 'amount',
  closesOn: 'closesOn',
  nextTask: 'nextTask',
  touched: 'touched',
  created: 'created',
  stageSince: 'stageSince',
  closedAt: 'closedAt',
}

const usualWidth: Record<ColumnId, number> = {
  ...{ name: 240, person: 170, stage: 150, amount: 130, owner: 150, closesOn: 130, nextTask: 120, outcome: 90 },
  ...{
    reason: 160,
    touched: 110,
    created: 110,
    stageSince: 110,
    closedAt: 110,
    tags: 160,
    source: 200,
    probability: 90,
  },
}
export const narrowest = 64
export const widest = 600

type Kept = { shown: readonly ColumnId[]; widths: Partial<Record<ColumnId, number>> }

const usual: Kept = {
  shown: ['name', 'person', 'stage', 'amount', 'owner', 'closesOn', 'nextTask', 'outcome', 'reason'],
  widths: {},
}

const isColumn = (value: unknown): value is ColumnId => columnIds.includes(value as ColumnId)

/** Which columns there are, in which order and how wide; of this device. */
export const kept = keptValue<Kept>('deal-columns', usual, (stored) => {
  const { shown, widths } = (stored ?? {}) as Partial<Kept>
  if (!Array.isArray(shown)) return null
  const known = shown.filter(isColumn).filter((column) => column !== 'name')
  return { shown: ['name', ...known], widths: typeof widths === 'object' && widths ? widths : {} }
})

export const widthOf = (column: ColumnId): number => {
  const width = kept.value.widths[column]
  return typeof width === 'number' ? Math.min(Math.max(width, narrowest), widest) : usualWidth[column]
}

export const shownColumns = computed(() => kept.value.shown)

export function setWidth(column: ColumnId, width: number): void {
  const bounded = Math.round(Math.min(Math.max(width, narrowest), widest))
  kept.value = { ...kept.value, widths: { ...kept.value.widths, [column]: bounded } }
}

export function setShown(shown: readonly ColumnId[]): void {
  kept.value = { ...kept.value, shown: ['name', ...shown.filter((column) => column !== 'name')] }
}

/** The check box before the columns. */
export const checkWidth = 40

export const template = computed(
  () => `${checkWidth}px ${shownColumns.value.map((column) => `${widthOf(column)}px`).join(' ')} 1fr`,
)
export const totalWidth = computed(
  () => checkWidth + shownColumns.value.reduce((sum, column) => sum + widthOf(column), 0),
)
