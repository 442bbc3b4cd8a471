import { useLocation } from 'preact-iso'
import type { Pipeline } from '#shared/protocol/pipelines'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import type { Option } from '../../ui/field'
import { ScreenChoice, ScreenFilters } from '../../ui/screen'
import { withoutGroup } from './counted'
import { dimensionsOf, periods, type Wanted } from './filter'

/** Which deals, and how they are told apart: all in the address, so that a link shows the same. */
export function Filters({ wanted, pipelines }: { wanted: Wanted; pipelines: readonly Pipeline[] }) {
  const { url, route } = useLocation()
  const say = t.value
  const { agents, sites } = state.value
  const choose = (name: string) => (value: string) =>
    route(withParameter(name === 'by' ? withoutGroup(url) : url, name, value || null), true)
  const { report } = wanted
  return (
    <ScreenFilters label={say('report.filters')}>
      {report === 'funnel' ? null : (
        <ScreenChoice
          named
          label={say('report.by')}
          value={wanted.by}
          onValue={choose('by')}
          options={dimensionsOf[report].map((by) => ({ value: by, label: say(`report.by.${by}`) }))}
        />
      )}
      {report === 'pipeline' ? null : (
        <ScreenChoice
          named
          label={say('report.period')}
          value={wanted.period}
          onValue={choose('period')}
          options={periods.map((value) => ({ value, label: say(`report.period.${value}`) }))}
        />
      )}
      {pipelines.length > 1 && report !== 'leads' && report !== 'chats' && report !== 'money' ? (
        <ScreenChoice
          named
          label={say('board.pipeline')}
          value={wanted.pipelineId}
          onValue={choose('pipeline')}
          options={[
            ...(report === 'funnel' ? [] : [{ value: '', label: say('list.allPipelines') }]),
            ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {sites.size > 1 ? (
        <ScreenChoice
          named
          label={say('tasks.site')}
          value={wanted.siteId}
          onValue={choose('site')}
          options={[{ value: '', label: say('tasks.anySite') }, ...[...sites.values()].map(asOption)]}
        />
      ) : null}
      {report === 'chats' || report === 'money' ? null : (
        <ScreenChoice
          named
          label={say('deal.owner')}
          value={wanted.owner}
          onValue={choose('owner')}
          options={[
            { value: '', label: say('report.everyone') },
            { value: 'none', label: say('deal.nobody') },
            ...[...agents.values()].map(asOption),
          ]}
        />
      )}
    </ScreenFilters>
  )
}

const asOption = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name })
