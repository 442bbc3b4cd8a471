import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { countLeads, leadNews } from '../../data/leads'
import { may, t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { RecordFiles } from '../../parts/files/record-files'
import { HelpButton } from '../../parts/help/help-button'
import { type LeadWords, withLeadWords } from '../../parts/leads/address'
import { LeadDialog } from '../../parts/leads/lead-dialog'
import { Chips } from '../../parts/lists/chips'
import { kept } from '../../parts/lists/shown'
import { useCount } from '../../parts/lists/use-count'
import { ViewsMenu } from '../../parts/lists/views-menu'
import { leadPath } from '../../routes'
import { Button } from '../../ui/button'
import { Screen, ScreenHead, ScreenPanel, ScreenTabs } from '../../ui/screen'
import { useTabs } from '../../ui/tabs'
import { asked, counted, looks, readFilter } from './filter'
import { FilterDialog } from './filter-dialog'
import { Filters } from './filters'
import { LeadBoard } from './lead-board'
import { LeadList } from './lead-list'
import styles from './leads.module.css'
import { chipWords } from './words'

/** People who left their details and are not yet qualified: as a list, or by status. */
export function Leads() {
  const { url, query, route } = useLocation()
  const { name, panel } = useTabs()
  const [isAdding, setAdding] = useState(false)
  const [isFiltering, setFiltering] = useState(false)
  const filter = readFilter(query)
  const { look, words } = filter
  const narrow = (next: LeadWords) => route(withLeadWords(url, next, query.sort ?? null), true)
  const chips = (['created', 'source', 'stage'] as const).flatMap((name) => {
    const value = words[name]
    const { [name]: _, ...rest } = words
    return value === undefined ? [] : [{ key: name, words: chipWords[name](value), onDrop: () => narrow(rest) }]
  })
  return (
    <Screen label={t.value('shell.leads')}>
      <ScreenHead title={t.value('shell.leads')}>
        {look === 'list' ? <HowMany words={words} /> : null}
        <HelpButton topic="lead" />
        <ScreenTabs
          name={name}
          label={t.value('lead.looks')}
          tabs={looks.map((id) => ({ id, label: t.value(`lead.look.${id}`) }))}
          chosen={look}
          onChoose={(next) => route(withParameter(url, 'look', next === 'list' ? null : next), true)}
        />
        <span class={styles.acts}>
          <ViewsMenu
            of="leads"
            shown={{ filter: kept(words), sort: filter.sort === 'newest' ? null : filter.sort }}
            onChoose={(view) => route(withLeadWords(url, view.filter as LeadWords, view.sort))}
            count={(words) => countLeads(counted(words as LeadWords))}
          />
          <RecordFiles record="lead" asked={asked(filter)} />
          {may('leads.write') ? (
            <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
              {t.value('lead.new')}
            </Button>
          ) : null}
        </span>
      </ScreenHead>
      <Filters filter={filter} onFilter={() => setFiltering(true)} />
      {chips.length > 0 ? (
        <div class={styles.chips}>
          <Chips chips={chips} />
        </div>
      ) : null}
      <ScreenPanel {...panel(look)}>
        {look === 'board' ? <LeadBoard filter={filter} /> : <LeadList filter={filter} />}
      </ScreenPanel>
      {isAdding ? (
        <LeadDialog personId={null} onMade={({ id }) => route(leadPath(id))} onClose={() => setAdding(false)} />
      ) : null}
      {isFiltering ? (
        <FilterDialog
          words={words}
          onClose={() => setFiltering(false)}
          onApply={(next) => {
            setFiltering(false)
            narrow(next)
          }}
        />
      ) : null}
    </Screen>
  )
}

/** How many leads fit, those that are not on screen too. */
function HowMany({ words }: { words: LeadWords }) {
  const count = useCount(JSON.stringify(words), () => countLeads(counted(words)), leadNews)
  return count === null ? null : <p class={styles.count}>{t.value('lead.count', { count })}</p>
}
