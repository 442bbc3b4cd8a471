import { ListFilter } from 'lucide'
import { useLocation } from 'preact-iso'
import { type LeadOutcome, leadOutcomes, outcomeOf } from '#shared/rules/lead-filter'
import { countIn, statusesOf } from '../../data/leads'
import { locale, may, t } from '../../data/session'
import { state } from '../../data/store'
import { SearchField } from '../../parts/deal-lists/search-field'
import { withParameter } from '../../parts/deals/address'
import { withLeadWords } from '../../parts/leads/address'
import { Button } from '../../ui/button'
import { ScreenChoice, ScreenFilters } from '../../ui/screen'
import { type Filter, isNarrow, sorts } from './filter'

type FiltersProps = { filter: Filter; onFilter: () => void }

/** Words, status, outcome, owner, site and order: all in the address, so that a link shows the same. */
export function Filters({ filter, onFilter }: FiltersProps) {
  const { url, route } = useLocation()
  const known = state.value
  const { words } = filter
  const choose = (name: 'q' | 'status' | 'outcome' | 'who' | 'site' | 'sort') => (value: string) =>
    route(withParameter(url, name, value || null), true)
  const more = [words.created, words.source, words.stage].filter(Boolean).length
  const number = new Intl.NumberFormat(locale.value)
  return (
    <ScreenFilters label={t.value('lead.filters')}>
      <SearchField value={words.q ?? ''} onValue={choose('q')} label={t.value('lead.search')} />
      {filter.look === 'list' ? (
        <>
          <ScreenChoice
            label={t.value('lead.status')}
            value={words.statusId ?? ''}
            onValue={choose('status')}
            options={[
              { value: '', label: t.value('lead.anyStatus') },
              ...statusesOf(known).map(({ id, name }) => ({
                value: id,
                label: `${name} (${number.format(countIn(known, id))})`,
              })),
            ]}
          />
          <ScreenChoice
            label={t.value('lead.outcome')}
            value={outcomeOf(words)}
            onValue={(outcome) =>
              choose('outcome')(outcome === outcomeOf({ ...words, outcome: undefined }) ? '' : outcome)
            }
            options={outcomes().map((one) => ({ value: one, label: t.value(`lead.outcome.${one}`) }))}
          />
        </>
      ) : null}
      <ScreenChoice
        label={t.value('lead.owner')}
        value={filter.who === 'anyone' ? '' : filter.who}
        onValue={choose('who')}
        options={[
          { value: '', label: t.value('lead.anyOwner') },
          { value: 'mine', label: t.value('lead.mine') },
          { value: 'nobody', label: t.value('deal.nobody') },
          ...[...known.agents.values()].map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {known.sites.size > 1 ? (
        <ScreenChoice
          label={t.value('tasks.site')}
          value={words.siteId ?? ''}
          onValue={choose('site')}
          options={[
            { value: '', label: t.value('tasks.anySite') },
            ...[...known.sites.values()].map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <ScreenChoice
        label={t.value('lead.sort')}
        value={filter.sort}
        onValue={(sort) => choose('sort')(sort === 'newest' ? '' : sort)}
        options={sorts.map((one) => ({ value: one, label: t.value(`lead.sort.${one}`) }))}
      />
      <Button icon={ListFilter} onClick={onFilter}>
        {more > 0 ? t.value('filter.openCount', { count: more }) : t.value('filter.open')}
      </Button>
      {isNarrow(filter) ? (
        <Button
          kind="ghost"
          onClick={() => route(withLeadWords(url, {}, filter.sort === 'newest' ? null : filter.sort), true)}
        >
          {t.value('tasks.clear')}
        </Button>
      ) : null}
    </ScreenFilters>
  )
}

/** Of deals, only who may read them is asked. */
const outcomes = () => leadOutcomes.filter((one) => may('deals.read') || !ofDeals.has(one))
const ofDeals = new Set<LeadOutcome>(['deal', 'won', 'lost'])
