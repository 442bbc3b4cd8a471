import { computed } from '@preact/signals'
import { me } from '../../data/session'
import { state } from '../../data/store'

/** The three parts of the console. */
export const sections = ['inbox', 'deals', 'manage'] as const
export type Section = (typeof sections)[number]

/** Which part an address belongs to. */
export const sectionOf = (path: string): Section | undefined =>
  path === '/' || path.startsWith('/inbox')
    ? 'inbox'
    : path.startsWith('/crm')
      ? 'deals'
      : path.startsWith('/manage')
        ? 'manage'
        : undefined

/** Open conversations with something unread that are mine or nobody's. */
export const unreadCount = computed(() => {
  const mine = me.value?.agent.id
  let count = 0
  for (const { status, unread, assigneeId } of state.value.conversations.values())
    if (status === 'open' && unread > 0 && (assigneeId === null || assigneeId === mine)) count++
  return count
})
