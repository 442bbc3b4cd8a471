import { TextQuote } from 'lucide'
import { useState } from 'preact/hooks'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { amountsIn } from '#shared/rules/amounts-in'
import { dueIn } from '#shared/rules/due-in'
import { formatMoney } from '#shared/values/money'
import { dealsOfPerson, editDeal } from '../../data/deals'
import { writeNote } from '../../data/notes'
import { locale, may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { wallClock } from '../../parts/deals/due-picks'
import { makeDeal } from '../../parts/deals/make-deal'
import { TaskDialog } from '../../parts/deals/task-dialog'
import type { TaskDraft } from '../../parts/deals/task-form'
import { Icon } from '../../ui/icon'
import { Menu, type MenuEntry } from '../../ui/menu'
import type { Bubble } from './lines'
import styles from './use-message.module.css'

type UseMessageProps = { bubble: Bubble; conversationId: string; isStop: boolean }

/**
 * What was said becomes what is known: the amount, the wish or a note of a deal, or something to do, with the way back
 * to the message.
 */
export function UseMessage({ bubble, conversationId, isStop }: UseMessageProps) {
  const [asTask, setAsTask] = useState(false)
  const personId = state.value.conversations.get(conversationId)?.personId
  const { seq } = bubble
  const [forDeals, forTasks] = [may('deals.write'), may('tasks.write')]
  if (!(forDeals || forTasks) || !personId || seq === null) return null
  const open = dealsOfPerson(state.value, personId).filter(({ deal }) => deal.outcome === 'open')
  const from = { conversationId, seq }
  const ofDeals = forDeals ? usesFor(open, bubble, personId, from) : []
  const ofTasks: MenuEntry[] = forTasks ? [{ label: t.value('use.task'), onChoose: () => setAsTask(true) }] : []
  return (
    <span class={styles.use} data-use>
      <Menu
        label={t.value('use.message')}
        entries={[...ofDeals, ...(ofDeals.length > 0 && ofTasks.length > 0 ? (['line'] as const) : []), ...ofTasks]}
        trigger={
          <button
            type="button"
            class={styles.trigger}
            aria-label={t.value('use.message')}
            tabIndex={isStop ? 0 : -1}
            onKeyUp={walk}
          >
            <Icon icon={TextQuote} size={14} />
          </button>
        }
      />
      {asTask ? (
        <TaskDialog
          about={{ personId, conversationId, dealId: open[0]?.deal.id ?? null, fromSeq: seq }}
          draft={draftFrom(bubble.body)}
          deals={open}
          onClose={() => setAsTask(false)}
        />
      ) : null}
    </span>
  )
}

/** A person with more open deals than this is rare, and a longer menu helps nobody. */
const mostDeals = 3

type From = { conversationId: string; seq: number }

function usesFor(open: readonly DealCard[], bubble: Bubble, personId: string, from: From): MenuEntry[] {
  if (open.length === 0)
    return [{ label: t.value('use.newDeal'), onChoose: () => void describe(personId, bubble, from) }]
  return open.slice(0, mostDeals).flatMap(({ deal }, at) => usesForDeal(deal, at, bubble, from))
}

function usesForDeal(deal: Deal, at: number, { body }: Bubble, from: From): MenuEntry[] {
  const set = <Field extends 'amount' | 'description'>(field: Field, is: Deal[Field]) =>
    told(editDeal(deal, field, is, deal[field], from), field, deal)
  const amounts = amountsIn(body, deal.currency, locale.value).map(({ amount }) => ({
    label: t.value('use.amount', { amount: formatMoney(amount, deal.currency, locale.value) }),
    checked: deal.amount === amount,
    onChoose: () => set('amount', amount),
  }))
  const wish = deal.description ? `${deal.description}\n${body}` : body
  return [
    ...(at > 0 ? (['line'] as const) : []),
    { heading: deal.name },
    ...amounts,
    { label: t.value('use.description'), onChoose: () => set('description', wish) },
    {
      label: t.value('use.note'),
      onChoose: () => told(writeNote({ of: 'deal', id: deal.id }, body, []), 'note', deal),
    },
  ]
}

function told(attempt: Promise<unknown>, use: 'amount' | 'description' | 'note', { name }: Deal): void {
  attempt.then(
    () => toast(t.value(`use.done.${use}`, { name })),
    (error) => toast(refusalText(error), { tone: 'danger' }),
  )
}

/** A title is one short line. */
const titleLength = 120

/** The task a message asks for: its words, and the due time somebody says in it, in whichever language. */
function draftFrom(body: string): TaskDraft {
  const present = wallClock(new Date())
  const other = locale.value === 'tr' ? 'en' : 'tr'
  const due = dueIn(body, locale.value, present) ?? dueIn(body, other, present)
  const title = [...body.replace(/\s+/g, ' ').trim()].slice(0, titleLength).join('').trim()
  return { title, due: { day: due?.day ?? '', time: due?.time ?? '' } }
}

/** Where there is no deal yet, the message begins one. */
async function describe(personId: string, { body }: Bubble, from: From): Promise<void> {
  const deal = await makeDeal(personId, from.conversationId)
  if (!deal) return
  editDeal(deal, 'description', body, '', from).catch((error) => toast(refusalText(error), { tone: 'danger' }))
}

/** Left and right lead from message to message: one stop for Tab, however long the thread. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (!step || !(event.currentTarget instanceof HTMLElement)) return
  const all = [...document.querySelectorAll<HTMLElement>('[data-use] > span > button')]
  all[all.indexOf(event.currentTarget) + step]?.focus()
}
