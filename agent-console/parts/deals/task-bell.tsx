import { Bell, BellDot } from 'lucide'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import { now } from '../../ui/when'
import { dueOf } from './days'
import type { NextStep } from './next-step'
import styles from './task-bell.module.css'
import { taskDueWords } from './task-dues'

/** A bell: grey for what lies ahead, green for today, red for what is late; hollow where nothing is planned. */
export function TaskBell({ next, size = 14 }: { next: NextStep; size?: number }) {
  const { kind, words } = bellOf(next, now.value)
  return <Icon icon={kind === 'none' ? Bell : BellDot} size={size} label={words} class={styles[kind]} />
}

type Kind = 'none' | 'undated' | 'future' | 'today' | 'overdue'

/** Which bell it is and what it says. */
export function bellOf({ hasOpenTask, nextTaskAt }: NextStep, present: number): { kind: Kind; words: string } {
  const kind = kindOf(hasOpenTask, nextTaskAt, present)
  const when = nextTaskAt ? taskDueWords({ dueAt: nextTaskAt, dueOn: null }, present) : ''
  return { kind, words: t.value(`task.bell.${kind}`, { when }) }
}

function kindOf(hasOpenTask: boolean, nextTaskAt: string | null, present: number): Kind {
  if (!hasOpenTask) return 'none'
  if (nextTaskAt === null) return 'undated'
  const { kind } = dueOf(nextTaskAt, present)
  return kind === 'overdue' || kind === 'today' ? kind : 'future'
}
