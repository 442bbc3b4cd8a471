import { ArrowDownUp, ChevronDown, KanbanSquare, ListFilter, Rows3 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Pipeline } from '#shared/protocol/pipelines'
import { filterNames, wordsOf } from '#shared/rules/deal-filter'
import { type Asking, countDeals } from '../../data/deal-lists'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { dealsPath } from '../../routes'
import { Button, IconButton } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { PipelineGear } from '../deals/pipeline-gear'
import { PipelineLock } from '../deals/pipeline-lock'
import { HelpButton } from '../help/help-button'
import { kept } from '../lists/shown'
import { ViewsMenu } from '../lists/views-menu'
import { type Look, lastLook, withFilter, withWords } from './asking'
import styles from './deals-head.module.css'
import { FilterChips } from './filter-chips'
import { FilterDialog } from './filter-dialog'
import { SearchField } from './search-field'

type DealsHeadProps = {
  look: Look
  asking: Asking
  /** Null where the deals of all are shown. */
  pipeline: Pipeline | null
  pipelines: readonly Pipeline[]
  /** What all that is shown comes to. */
  totals: ComponentChildren
  /** What else can be done here. */
  children?: ComponentChildren
}

const sorts = [
  { field: 'stageSince', descending: false },
  { field: 'amount', descending: true },
  { field: 'closesOn', descending: false },
  { field: 'nextTask', descending: false },
  { field: 'touched', descending: false },
] as const

/** Which deals, in which view, narrowed and sorted how: the same above the board and above the list. */
export function DealsHead({ look, asking, pipeline, pipelines, totals, children }: DealsHeadProps) {
  const { url, route } = useLocation()
  const [filtering, setFiltering] = useState(false)
  const say = t.value
  const { filter } = asking
  const currency = pipeline?.currency ?? state.value.installation?.currency ?? pipelines[0]?.currency ?? 'USD'
  const count = filterNames.filter((name) => filter[name] !== undefined && name !== 'q' && name !== 'outcome').length
  const show = (view: Look) => {
    lastLook.value = view
    route(withWords(url, { view }))
  }
  const go = (pipelineId?: string) => {
    const query = withWords(url, { stage: null }).split('?')[1]
    route(dealsPath(pipelineId) + (query ? `?${query}` : ''))
  }
  return (
    <header class={styles.head}>
      <div class={styles.bar}>
        <h1 class={styles.title}>
          {pipelines.length > 1 || look === 'list' ? (
            <Menu
              label={say('board.pipeline')}
              entries={[
                ...(look === 'list'
                  ? [{ label: say('list.allPipelines'), checked: pipeline === null, onChoose: () => go() }]
                  : []),
                ...pipelines.map(({ id, name, currency: hint, isArchived }) => ({
                  ...{
                    label: name,
                    hint: isArchived ? say('pipelines.isArchived') : hint,
                    checked: id === pipeline?.id,
                  },
                  onChoose: () => go(id),
                })),
              ]}
              trigger={
                <button type="button" class={styles.pipeline}>
                  <span class="unseen">{say('board.pipeline')}: </span>
                  <span class={styles.name}>{pipeline?.name ?? say('list.allPipelines')}</span>
                  <PipelineLock pipeline={pipeline} />
                  <Icon icon={ChevronDown} />
                </button>
              }
            />
          ) : (
            <>
              <span class={styles.name}>{pipeline?.name}</span>
              <PipelineLock pipeline={pipeline} />
            </>
          )}
        </h1>
        {pipeline ? <PipelineGear pipelineId={pipeline.id} /> : null}
        <HelpButton topic={look} />
        <span class={styles.space} />
        <p class={styles.totals}>{totals}</p>
        <fieldset class={styles.looks} aria-label={say('list.look')}>
          <IconButton
            icon={KanbanSquare}
            label={say('list.asBoard')}
            aria-pressed={look === 'board'}
            onClick={() => show('board')}
          />
          <IconButton
            icon={Rows3}
            label={say('list.asList')}
            aria-pressed={look === 'list'}
            onClick={() => show('list')}
          />
        </fieldset>
      </div>
      <div class={styles.tools}>
        <SearchField
          label={t.value('filter.search')}
          value={filter.q ?? ''}
          onValue={(q) => route(withWords(url, { q }), true)}
        />
        <Button icon={ListFilter} onClick={() => setFiltering(true)}>
          {count > 0 ? say('filter.openCount', { count }) : say('filter.open')}
        </Button>
        {look === 'board' ? (
          <Menu
            label={say('list.sort')}
            placement="bottom-end"
            entries={[
              {
                label: say('list.byHand'),
                checked: asking.sort === null,
                onChoose: () => route(withWords(url, { sort: null })),
              },
              ...sorts.map(({ field, descending }) => {
                const words = `${descending ? '-' : ''}${field}`
                return {
                  ...{ label: say(`list.sort.${field}`), checked: asking.sort === words },
                  onChoose: () => route(withWords(url, { sort: words })),
                }
              }),
            ]}
            trigger={<IconButton kind="secondary" icon={ArrowDownUp} label={say('list.sort')} />}
          />
        ) : null}
        <ViewsMenu
          of="deals"
          shown={{ filter: kept(filter), sort: asking.sort }}
          onChoose={(view) => route(withFilter(url, wordsOf(Object.entries(view.filter)), view.sort))}
          count={(words) => countDeals({ ...asking, filter: wordsOf(Object.entries(words)) })}
        />
        {children}
      </div>
      <FilterChips filter={filter} currency={currency} onDrop={(name) => route(withWords(url, { [name]: null }))} />
      {filtering ? (
        <FilterDialog
          filter={filter}
          currency={currency}
          onClose={() => setFiltering(false)}
          onApply={(next) => {
            setFiltering(false)
            route(withFilter(url, next, asking.sort))
          }}
        />
      ) : null}
    </header>
  )
}
