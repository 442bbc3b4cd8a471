import { signal } from '@preact/signals'
import type { Deal } from '#shared/protocol/deals'
import { may, t } from '../../data/session'
import type { Onward } from '../../data/toasts'
import { TaskDialog } from './task-dialog'

const planning = signal<Deal | null>(null)

/** The way on from a deal that has just ended well; nothing for whoever may not plan. */
export const nextTaskOf = (deal: Deal): Onward | undefined =>
  may('tasks.write')
    ? {
        label: t.value('task.next'),
        run: () => {
          planning.value = deal
        },
      }
    : undefined

/** Asks for the next task, wherever the deal was won. Shown once, by the shell. */
export function NextTaskDialog() {
  const deal = planning.value
  if (!deal) return null
  const { id: dealId, personId, conversationId } = deal
  const leave = () => {
    planning.value = null
  }
  return <TaskDialog key={dealId} about={{ dealId, personId, conversationId }} onClose={leave} />
}
