import { useEffect, useRef, useState } from 'preact/hooks'
import type { Lead, LeadCard, LeadStatus as Status } from '#shared/protocol/leads'
import { countIn, leadAt, setStatus, statusesOf } from '../../data/leads'
import { locale, may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import type { LeadWords } from '../../parts/leads/address'
import { GiveUp, LeadStatus } from '../../parts/leads/lead-status'
import { leadWords } from '../../parts/leads/words'
import { leadPath } from '../../routes'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { type Dragging, startDragging } from '../../ui/drag'
import { When } from '../../ui/when'
import type { Filter } from './filter'
import styles from './lead-board.module.css'
import { useLeads } from './use-leads'

/** Leads by status: a card is carried, or sent by its menu, to where its lead stands now. */
export function LeadBoard({ filter }: { filter: Filter }) {
  const [over, setOver] = useState<string | null>(null)
  const [giving, setGiving] = useState<{ lead: Lead; status: Status } | null>(null)
  const board = useRef<HTMLDivElement>(null)
  const dragging = useRef<Dragging | null>(null)
  const carried = useRef<{ id: string; over: string | null }>({ id: '', over: null })
  const statuses = statusesOf(state.value).filter(({ kind }) => kind !== 'converted')

  const drop = (leadId: string, statusId: string) => {
    const lead = leadAt(leadId)?.lead
    const status = state.value.leadStatuses.get(statusId)
    if (!lead || !status || lead.statusId === statusId) return
    if (status.kind === 'unqualified') return setGiving({ lead, status })
    setStatus(lead, statusId).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  }
  const latest = useRef(drop)
  latest.current = drop
  if (!dragging.current && may('leads.write')) {
    const end = () => {
      carried.current = { id: '', over: null }
      setOver(null)
    }
    dragging.current = startDragging({
      onLift: (id) => (carried.current = { id, over: null }),
      onMove: ({ x, y }) => {
        const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-status]')?.dataset.status ?? null
        carried.current.over = column
        setOver(column)
      },
      onDrop: () => {
        const { id, over: statusId } = carried.current
        end()
        if (statusId) latest.current(id, statusId)
      },
      onCancel: end,
    })
  }
  useEffect(() => () => dragging.current?.stop(), [])
  return (
    <div ref={board} class={styles.board}>
      {statuses.map((status) => (
        <Column
          key={status.id}
          status={status}
          filter={{ ...filter, words: inColumn(filter.words, status.id) }}
          isOver={over === status.id}
          dragging={dragging.current}
        />
      ))}
      {giving ? <GiveUp lead={giving.lead} status={giving.status} onClose={() => setGiving(null)} /> : null}
    </div>
  )
}

/** What stands in a status is open: what became of leads is a question for the list. */
function inColumn({ outcome: _, stage: __, ...words }: LeadWords, statusId: string): LeadWords {
  return { ...words, statusId }
}

type ColumnProps = { status: Status; filter: Filter; isOver: boolean; dragging: Dragging | null }

function Column({ status, filter, isOver, dragging }: ColumnProps) {
  const { leads, isLoaded, hasFailed, hasMore, loadMore, tryAgain } = useLeads(filter)
  const count = new Intl.NumberFormat(locale.value).format(countIn(state.value, status.id))
  return (
    <section class={classes(styles.column, isOver && styles.over)} aria-label={status.name} data-status={status.id}>
      <h2 class={styles.name}>
        {status.name} <span class={styles.count}>{count}</span>
      </h2>
      <ul class={styles.cards}>
        {leads.map((card) => (
          <Card key={card.lead.id} card={card} dragging={dragging} />
        ))}
      </ul>
      {hasFailed ? <Button onClick={tryAgain}>{t.value('tasks.again')}</Button> : null}
      {hasMore && isLoaded ? <Button onClick={loadMore}>{t.value('tasks.more')}</Button> : null}
    </section>
  )
}

function Card({ card, dragging }: { card: LeadCard; dragging: Dragging | null }) {
  const { lead } = card
  const frame = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const element = frame.current
    return element && dragging ? dragging.watch(lead.id, element) : undefined
  }, [lead.id, dragging])
  return (
    <li ref={frame} class={styles.card} data-lead={lead.id}>
      <a class={styles.link} href={leadPath(lead.id)} draggable={false} dir="auto">
        {leadWords(card)}
      </a>
      {lead.company ? (
        <span class={styles.small} dir="auto">
          {lead.company}
        </span>
      ) : null}
      <span class={styles.foot}>
        <span data-still>
          <LeadStatus lead={lead} />
        </span>
        <When at={lead.statusSince} class={styles.small} />
      </span>
    </li>
  )
}
