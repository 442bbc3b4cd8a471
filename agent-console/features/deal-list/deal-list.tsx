import { Columns3, Download, Rows3, Upload } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ManyAct } from '#shared/protocol/deal-lists'
import type { Pipeline } from '#shared/protocol/pipelines'
import { isFiltered } from '#shared/rules/deal-filter'
import { exportAddress } from '../../data/deal-files'
import { type Asking, list, readAllIds, readList, readSums, sums } from '../../data/deal-lists'
import { locale, may, refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { isSameAsking, order, withFilter, withWords } from '../../parts/deal-lists/asking'
import { DealsHead } from '../../parts/deal-lists/deals-head'
import { doToMany, ManyRunning } from '../../parts/deal-lists/many-running'
import { listRows } from '../../parts/deal-lists/shown'
import { useNews, useReading } from '../../parts/deal-lists/use-reading'
import { Button, IconButton } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { BulkBar } from './bulk-bar'
import { ColumnsDialog } from './columns-dialog'
import styles from './deal-list.module.css'
import { ImportDialog } from './import-dialog'
import { ListTable } from './list-table'
import { OutcomeChips } from './outcome-chips'
import { TotalsRow } from './totals-row'

/** More than that is not done by hand in one go. */
const mostPicked = 20_000

type DealListProps = { asking: Asking; pipeline: Pipeline | null; pipelines: readonly Pipeline[] }

/** Deals as rows, the closed ones too: sorted, edited where they stand, changed many at a time, written and read as files. */
export function DealList({ asking, pipeline, pipelines }: DealListProps) {
  const { url, route } = useLocation()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [shown, setDialog] = useState<'columns' | 'import' | null>(null)
  const key = JSON.stringify(asking)
  const { failed, again } = useReading(key, () => Promise.all([readList(asking), readSums(asking)]))
  useNews(key, () => readSums(asking), 1_000)
  useEffect(() => setPicked(new Set()), [key])
  const reading = list.value
  const loaded = reading !== null && isSameAsking(reading.asking, asking)
  const rows = listRows.value
  useEffect(() => {
    order.value = rows.map(({ deal }) => deal.id)
  }, [rows])
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked)
    for (const id of ids) on ? next.add(id) : next.delete(id)
    setPicked(next)
  }
  const pickAll = () => {
    readAllIds(asking, mostPicked).then(
      (ids) => setPicked(new Set(ids)),
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  const act = (what: ManyAct) => {
    void doToMany([...picked], what).then((done) => {
      // What was refused stays picked, so that one may try something else.
      setPicked(new Set(done.filter(({ refused }) => refused !== null).map(({ dealId }) => dealId)))
    })
  }
  const say = t.value
  return (
    <div class={styles.list}>
      <DealsHead look="list" asking={asking} pipeline={pipeline} pipelines={pipelines} totals={null}>
        <IconButton kind="secondary" icon={Columns3} label={say('list.columns')} onClick={() => setDialog('columns')} />
        <a class={styles.download} href={exportAddress(asking, locale.value)} title={say('list.export')} download>
          <Icon icon={Download} />
          <span class="unseen">{say('list.export')}</span>
        </a>
        {may('deals.write') ? (
          <IconButton kind="secondary" icon={Upload} label={say('import.title')} onClick={() => setDialog('import')} />
        ) : null}
      </DealsHead>
      <OutcomeChips value={asking.filter.outcome} onValue={(outcome) => route(withWords(url, { outcome }))} />
      {failed && !loaded ? (
        <div class={styles.failed} role="alert">
          <p>{say('list.failed')}</p>
          <Button onClick={again}>{say('person.again')}</Button>
        </div>
      ) : loaded && rows.length === 0 ? (
        <EmptyState
          icon={Rows3}
          title={say(isFiltered(asking.filter) ? 'list.nothing' : 'board.first')}
          text={say(isFiltered(asking.filter) ? 'list.nothingText' : 'board.firstText')}
          action={
            isFiltered(asking.filter) ? (
              <Button onClick={() => route(withFilter(url, {}, asking.sort))}>{say('filter.clear')}</Button>
            ) : undefined
          }
        />
      ) : (
        <ListTable
          sort={asking.sort}
          count={sums.value?.count ?? null}
          picked={picked}
          onPick={pick}
          onSort={(sort) => route(withWords(url, { sort }))}
          onMore={() => void readList(asking, true).catch(() => {})}
        />
      )}
      {picked.size > 0 && may('deals.write') ? (
        <BulkBar
          picked={picked}
          count={sums.value?.count ?? 0}
          onPickAll={pickAll}
          onClear={() => setPicked(new Set())}
          onAct={act}
        />
      ) : (
        <TotalsRow />
      )}
      {shown === 'columns' ? <ColumnsDialog onClose={() => setDialog(null)} /> : null}
      {shown === 'import' ? (
        <ImportDialog
          pipeline={pipeline ?? pipelines[0]}
          pipelines={pipelines}
          onClose={() => setDialog(null)}
          onDone={again}
        />
      ) : null}
      <ManyRunning />
    </div>
  )
}
