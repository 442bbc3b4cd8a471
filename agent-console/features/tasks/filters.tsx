import { useLocation } from 'preact-iso'
import { byRank } from '#shared/values/rank'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { Button } from '../../ui/button'
import { ScreenChoice, ScreenFilters } from '../../ui/screen'
import { type Filter, isNarrow, statuses, types } from './filter'

const parameters = ['who', 'status', 'type', 'stage', 'site'] as const

/** Whose, which, of what kind, where: all in the address, so that a link shows the same. */
export function Filters({ filter }: { filter: Filter }) {
  const { url, route } = useLocation()
  const { agents, sites, pipelines } = state.value
  const choose = (name: (typeof parameters)[number]) => (value: string) =>
    route(withParameter(url, name, value || null), true)
  const people = [...agents.values()].map(({ id, name }) => ({ value: id, label: name }))
  const stages = [...pipelines.values()].sort(byRank).flatMap(({ name, stages }) =>
    stages.map((stage) => ({
      value: stage.id,
      label: pipelines.size > 1 ? `${name} · ${stage.name}` : stage.name,
    })),
  )
  return (
    <ScreenFilters label={t.value('tasks.filters')}>
      <ScreenChoice
        label={t.value('tasks.whose')}
        value={filter.who === 'mine' ? '' : filter.who}
        onValue={choose('who')}
        options={[
          { value: '', label: t.value('tasks.mine') },
          { value: 'anyone', label: t.value('tasks.everyone') },
          { value: 'nobody', label: t.value('tasks.nobodys') },
          ...people,
        ]}
      />
      {filter.view === 'list' ? (
        <ScreenChoice
          label={t.value('tasks.status')}
          value={filter.status === 'open' ? '' : filter.status}
          onValue={choose('status')}
          options={statuses.map((one) => ({ value: one === 'open' ? '' : one, label: t.value(`tasks.status.${one}`) }))}
        />
      ) : null}
      <ScreenChoice
        label={t.value('tasks.type')}
        value={filter.type}
        onValue={choose('type')}
        options={[
          { value: '', label: t.value('tasks.anyType') },
          ...types.map((one) => ({ value: one, label: t.value(`task.type.${one}`) })),
        ]}
      />
      <ScreenChoice
        label={t.value('tasks.stage')}
        value={filter.stageId}
        onValue={choose('stage')}
        options={[{ value: '', label: t.value('tasks.anyStage') }, ...stages]}
      />
      {sites.size > 1 ? (
        <ScreenChoice
          label={t.value('tasks.site')}
          value={filter.siteId}
          onValue={choose('site')}
          options={[
            { value: '', label: t.value('tasks.anySite') },
            ...[...sites.values()].map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {isNarrow(filter) ? (
        <Button kind="ghost" onClick={() => route(withoutFilters(url), true)}>
          {t.value('tasks.clear')}
        </Button>
      ) : null}
    </ScreenFilters>
  )
}

const withoutFilters = (url: string) => parameters.reduce((rest, name) => withParameter(rest, name, null), url)
