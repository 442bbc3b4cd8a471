import { computed } from '@preact/signals'
import { countNew } from '../../data/leads'
import { me } from '../../data/session'
import { state } from '../../data/store'
import { countDue } from '../../data/tasks'
import { now } from '../../ui/when'

/** The parts of the console. */
export const sections = ['inbox', 'deals', 'tasks', 'leads', 'contacts', 'reports', 'manage'] as const
export type Section = (typeof sections)[number]

const places: readonly (readonly [Section, begins: string])[] = [
  ['inbox', '/inbox'],
  ['deals', '/crm/deals'],
  ['tasks', '/crm/tasks'],
  ['leads', '/crm/leads'],
  ['contacts', '/crm/contacts'],
  ['contacts', '/crm/companies'],
  ['reports', '/crm/reports'],
  ['manage', '/manage'],
]

/** Which part an address belongs to. */
export const sectionOf = (path: string): Section | undefined =>
  path === '/' ? 'inbox' : places.find(([, begins]) => path === begins || path.startsWith(`${begins}/`))?.[0]

/** Open conversations with something unread that are mine or nobody's. */
export const unreadCount = computed(() => {
  const mine = me.value?.agent.id
  let count = 0
  for (const { status, unread, assigneeId } of state.value.conversations.values())
    if (status === 'open' && unread > 0 && (assigneeId === null || assigneeId === mine)) count++
  return count
})

/** Tasks of mine that are overdue or due today. */
export const dueCount = computed(() => countDue(state.value, now.value))

/** Leads nobody has looked after yet. */
export const newLeads = computed(() => countNew(state.value))
