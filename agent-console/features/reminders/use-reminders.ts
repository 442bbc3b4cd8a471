import { effect, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Task } from '#shared/protocol/tasks'
import { afterReload, status } from '../../data/connection'
import { openThread } from '../../data/conversations'
import { me, t } from '../../data/session'
import { state } from '../../data/store'
import { onTaskNews, type TaskNews } from '../../data/task-news'
import { loadMine, ringing } from '../../data/tasks'
import { toast } from '../../data/toasts'
import { whoDid } from '../../parts/deals/history-words'
import { personWords } from '../../parts/deals/words'
import { inboxPath } from '../../routes'
import { now, watchNow } from '../../ui/when'
import { claim } from './claim'
import { showOnDesktop } from './desktop'

/** Reminders said on this page and not put away, and whether they came while nobody was there. */
export const shown = signal<{ ids: readonly string[]; missed: boolean }>({ ids: [], missed: false })

/** Takes a reminder out of the corner. */
export const putAway = (id: string): void => {
  shown.value = { ...shown.value, ids: shown.value.ids.filter((one) => one !== id) }
}

/** What a screen reader is told when a task is due. */
export const said = signal('')

const keyOf = ({ id, remindedAt }: Task) => `${id} ${remindedAt}`

/** Whose a task is. */
export function personOf({ id, personId }: Task): string {
  const { people, taskLabels } = state.value
  const label = taskLabels.get(id)
  return personWords(people.get(personId) ?? (label && { name: label.personName || null, code: label.personCode }))
}

/** Keeps my due tasks here, says what comes due and what came due meanwhile, and brings its conversation forward. */
export function useReminders(): void {
  const { path, route } = useLocation()
  const day = new Date(now.value).toDateString()
  const isOnline = status.value === 'online'
  useEffect(watchNow, [])
  // A new day has other tasks.
  useEffect(() => {
    if (!isOnline) return
    const load = () => void loadMine().then(sayMissed, () => {})
    load()
    return afterReload(load)
  }, [day, isOnline])
  useEffect(() => onTaskNews((news) => void hear(news, route)), [route])
  useEffect(() => effect(bringConversations), [])
  useEffect(() => {
    const first = shown.value.missed ? undefined : shown.value.ids.at(-1)
    const conversationId = first && state.value.tasks.get(first)?.conversationId
    // It opens only where nothing else is open and nobody is writing.
    if (conversationId && /^\/inbox(\/[a-z]+)?$/.test(path) && !isWriting()) route(inboxPath('mine', conversationId))
  }, [shown.value.ids.at(-1)])
}

const isWriting = () => document.activeElement?.matches('input, textarea, select') ?? false

async function sayMissed(): Promise<void> {
  const waiting = ringing(state.value)
  const fresh = await claim(waiting.map(keyOf))
  const ids = waiting.filter((task) => fresh.includes(keyOf(task))).map(({ id }) => id)
  if (ids.length > 0) shown.value = { ids, missed: true }
}

async function hear(news: TaskNews, route: (path: string) => void): Promise<void> {
  const { task, byAgentId, byKey, byRule, changes, because, deal } = news.data
  const mine = me.value?.agent.id
  if (task.assigneeId !== mine) return
  if (news.name === 'task.due') {
    if ((await claim([keyOf(task)])).length === 0) return
    const words = t.value('remind.isDue', { title: task.title, name: personOf(task) })
    const { ids, missed } = shown.value
    shown.value = { ids: [...ids.filter((id) => id !== task.id), task.id], missed: missed && ids.length > 0 }
    said.value = words
    const to = task.conversationId ? inboxPath('mine', task.conversationId) : '/crm/tasks'
    return showOnDesktop(keyOf(task), words, () => route(to))
  }
  if (byAgentId === mine || document.visibilityState !== 'visible') return
  const who = whoDid({ byAgentId, byKey, byRule }, (id) => state.value.agents.get(id)?.name)
  const isGiven = news.name === 'task.created' || changes.some(({ field }) => field === 'assigneeId')
  if (isGiven && task.status === 'open') toast(t.value('remind.given', { who, title: task.title }))
  else if (because && task.status !== 'open')
    toast(t.value(`remind.${because}`, { title: task.title, deal: deal?.name ?? '' }))
}

const asked = new Set<string>()

/** Conversations of due tasks that no list has brought. */
function bringConversations(): void {
  for (const { conversationId } of ringing(state.value)) {
    if (!conversationId || state.value.conversations.has(conversationId) || asked.has(conversationId)) continue
    asked.add(conversationId)
    openThread(conversationId).catch(() => void asked.delete(conversationId))
  }
}
