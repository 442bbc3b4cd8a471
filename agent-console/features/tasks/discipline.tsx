import { Unplug } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import type { Discipline as Kept } from '#shared/protocol/tasks'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { readDiscipline } from '../../data/tasks'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import { SelectField } from '../../ui/field'
import tables from '../../ui/table.module.css'
import styles from './discipline.module.css'

const spans = [7, 30, 90]

/** How each agent keeps their tasks: what was done in time, what is late now, and which deals nobody plans to touch. */
export function Discipline() {
  const [days, setDays] = useState(30)
  const [tries, setTries] = useState(0)
  const [kept, setKept] = useState<readonly Kept[] | 'failed' | null>(null)
  useEffect(() => {
    let wanted = true
    readDiscipline(days).then(
      (rows) => wanted && setKept(rows),
      () => wanted && setKept('failed'),
    )
    return () => {
      wanted = false
    }
  }, [days, tries])
  if (kept === 'failed')
    return (
      <EmptyState
        icon={Unplug}
        title={t.value('tasks.failed')}
        action={<Button onClick={() => setTries(tries + 1)}>{t.value('tasks.again')}</Button>}
      />
    )
  return (
    <div class={styles.place}>
      <div class={styles.span}>
        <SelectField
          label={t.value('tasks.by.since')}
          value={String(days)}
          onValue={(value) => setDays(Number(value))}
          options={spans.map((count) => ({ value: String(count), label: t.value('tasks.by.days', { count }) }))}
        />
      </div>
      {kept?.length === 0 ? <p class={styles.none}>{t.value('tasks.by.none')}</p> : null}
      {kept && kept.length > 0 ? <Table rows={kept} /> : null}
    </div>
  )
}

const Table = ({ rows }: { rows: readonly Kept[] }) => (
  <table class={classes(tables.table, styles.table)}>
    <thead>
      <tr>
        <th scope="col">{t.value('tasks.by.agent')}</th>
        <th scope="col">{t.value('tasks.by.onTime')}</th>
        <th scope="col">{t.value('tasks.by.overdue')}</th>
        <th scope="col">{t.value('tasks.by.idle')}</th>
      </tr>
    </thead>
    <tbody>
      {[...rows]
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b), locale.value))
        .map((row) => (
          <tr key={row.agentId ?? ''}>
            <th scope="row">
              <span class={styles.who}>
                {row.agentId ? <Avatar id={row.agentId} name={nameOf(row)} size={24} /> : null}
                {nameOf(row)}
              </span>
            </th>
            <td>
              <OnTime row={row} />
            </td>
            <td class={row.overdue > 0 ? styles.late : undefined}>{number(row.overdue)}</td>
            <td class={row.idleDeals > 0 ? styles.idle : undefined}>{number(row.idleDeals)}</td>
          </tr>
        ))}
    </tbody>
  </table>
)

function OnTime({ row: { done, onTime } }: { row: Kept }) {
  if (done === 0) return <>–</>
  const share = new Intl.NumberFormat(locale.value, { style: 'percent' }).format(onTime / done)
  return (
    <>
      <strong>{share}</strong> <span class={styles.of}>{t.value('tasks.by.onTimeOf', { onTime, done })}</span>
    </>
  )
}

const number = (value: number) => new Intl.NumberFormat(locale.value).format(value)
const nameOf = ({ agentId }: Kept) =>
  agentId ? (state.value.agents.get(agentId)?.name ?? t.value('deal.somebody')) : t.value('task.nobody')
