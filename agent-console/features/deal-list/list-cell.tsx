import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { stagesFor } from '../../data/deals'
import { locale, may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { dayOf } from '../../parts/deals/days'
import { AmountField, CloseDateField } from '../../parts/deals/deal-fields'
import { enterStage } from '../../parts/deals/enter-stage'
import { OwnerField } from '../../parts/deals/owner-field'
import { pillOf } from '../../parts/deals/pill'
import { cardPerson, dayWords, pillWords } from '../../parts/deals/words'
import { Badge } from '../../ui/badge'
import { Menu } from '../../ui/menu'
import { now, When } from '../../ui/when'
import type { ColumnId } from './list-columns'
import styles from './table.module.css'

/** One thing a row says; what is changed most is changed where it stands. */
export function ListCell({ card, column }: { card: DealCard; column: ColumnId }) {
  const { deal } = card
  const pipeline = state.value.pipelines.get(deal.pipelineId)
  const stages = [...(pipeline?.stages ?? []), ...(pipeline?.archived.stages ?? [])]
  switch (column) {
    case 'person':
      return <span class={styles.text}>{cardPerson(card)}</span>
    case 'stage':
      return <StageCell card={card} pipeline={pipeline} />
    case 'amount':
      return <AmountField deal={deal} class={styles.field} />
    case 'owner':
      return <OwnerField deal={deal} />
    case 'closesOn':
      return <CloseDateField deal={deal} class={styles.field} />
    case 'nextTask': {
      if (deal.outcome !== 'open') return null
      const pill = pillOf(card, now.value)
      return <Badge tone={pill.tone}>{pillWords(pill, card.nextTaskAt)}</Badge>
    }
    case 'outcome':
      return (
        <Badge tone={deal.outcome === 'won' ? 'success' : deal.outcome === 'lost' ? 'danger' : 'neutral'}>
          {t.value(`list.outcome.${deal.outcome}`)}
        </Badge>
      )
    case 'reason':
      return <span class={styles.text}>{reasonOf(card, pipeline)}</span>
    case 'touched':
      return <When at={card.touchedAt} />
    case 'created':
      return <span class={styles.text}>{dayWords(dayOf(new Date(deal.createdAt)))}</span>
    case 'stageSince':
      return <span class={styles.text}>{dayWords(dayOf(new Date(deal.stageSince)))}</span>
    case 'closedAt':
      return <span class={styles.text}>{deal.closedAt ? dayWords(dayOf(new Date(deal.closedAt))) : ''}</span>
    case 'tags':
      return <span class={styles.text}>{deal.tags.map((tag) => `#${tag}`).join(' ')}</span>
    case 'source':
      return <span class={styles.text}>{deal.source}</span>
    case 'probability': {
      const chance = deal.probability ?? stages.find(({ id }) => id === deal.stageId)?.probability
      return chance === undefined ? null : (
        <span class={styles.text}>
          {new Intl.NumberFormat(locale.value, { style: 'percent' }).format(chance / 100)}
        </span>
      )
    }
    default:
      return <span class={styles.text}>{deal.name}</span>
  }
}

function reasonOf({ deal }: DealCard, pipeline: Pipeline | undefined): string {
  if (deal.outcome !== 'lost') return ''
  const reasons = [...(pipeline?.lossReasons ?? []), ...(pipeline?.archived.lossReasons ?? [])]
  const label = reasons.find(({ id }) => id === deal.lossReasonId)?.label ?? ''
  return [label, deal.lossNote].filter(Boolean).join(' · ')
}

/** The stage, and the others of its pipeline to move to. */
function StageCell({ card: { deal }, pipeline }: { card: DealCard; pipeline: Pipeline | undefined }) {
  const stages = [...(pipeline?.stages ?? []), ...(pipeline?.archived.stages ?? [])]
  const name = stages.find(({ id }) => id === deal.stageId)?.name ?? ''
  if (!pipeline || deal.outcome !== 'open' || !may('deals.write')) return <span class={styles.text}>{name}</span>
  const move = (stageId: string) => {
    enterStage(deal, stageId).catch((error) =>
      toast(t.value('board.back', { name: deal.name, why: refusalText(error) }), { tone: 'danger' }),
    )
  }
  return (
    <Menu
      label={t.value('list.column.stage')}
      entries={stagesFor(pipeline, deal).map((stage) => ({
        label: stage.name,
        checked: stage.id === deal.stageId,
        onChoose: () => stage.id !== deal.stageId && move(stage.id),
      }))}
      trigger={
        <button type="button" class={styles.value}>
          <span class="unseen">{t.value('list.column.stage')}: </span>
          {name}
        </button>
      }
    />
  )
}
