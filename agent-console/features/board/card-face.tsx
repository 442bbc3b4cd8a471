import { Bell, BellDot } from 'lucide'
import type { DealCard } from '#shared/protocol/deals'
import { stalenessOf } from '#shared/rules/rotting'
import { unreadPeople } from '../../data/deal-lists'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { unreadKnown } from '../../parts/deal-lists/shown'
import { pillOf } from '../../parts/deals/pill'
import { cardPerson, pillWords } from '../../parts/deals/words'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { Money } from '../../ui/money'
import { Tooltip } from '../../ui/tooltip'
import { now } from '../../ui/when'
import { cardExtras, extraWords } from './card-extras'
import styles from './card-face.module.css'

const dayMs = 86_400_000

/** What a card shows: what, whose, how much, what comes next, for how long it stands there and who looks after it. */
export function CardFace({ card }: { card: DealCard }) {
  const { deal } = card
  const pill = pillOf(card, now.value)
  const owner = deal.ownerId ? state.value.agents.get(deal.ownerId)?.name : undefined
  const stage = state.value.pipelines.get(deal.pipelineId)?.stages.find(({ id }) => id === deal.stageId)
  const staleness = stalenessOf(card, stage ?? { rottingDays: null }, now.value)
  const days = Math.max(0, Math.floor((now.value - Date.parse(deal.stageSince)) / dayMs))
  const unread = unreadKnown.value.get(deal.personId) ?? unreadPeople.value.has(deal.personId)
  return (
    <div class={classes(styles.face, styles[staleness])}>
      <p class={styles.name}>{deal.name}</p>
      <div class={styles.whose}>
        <p class={styles.person}>
          {unread ? (
            <span class={styles.unread}>
              <span class="unseen">{t.value('card.unread')} </span>
            </span>
          ) : null}
          {cardPerson(card)}
        </p>
        {deal.outcome === 'open' ? (
          <span class={styles.days}>
            {t.value('card.days', { count: days })}
            <span class="unseen"> {t.value(`card.${staleness}`)}</span>
          </span>
        ) : null}
      </div>
      {cardExtras.value.map((extra) => (
        <p key={extra} class={styles.extra}>
          {extraWords(card, extra, now.value)}
        </p>
      ))}
      <div class={styles.foot}>
        <Money amount={deal.amount} currency={deal.currency} class={styles.amount} />
        {deal.outcome === 'open' ? (
          <span class={styles.next}>
            <Badge tone={pill.tone}>
              <Icon icon={card.hasOpenTask ? BellDot : Bell} size={12} />
              {pillWords(pill, card.nextTaskAt)}
            </Badge>
          </span>
        ) : null}
        <span class={styles.end}>
          {deal.ownerId && owner ? (
            <Tooltip text={owner}>
              <span>
                <Avatar id={deal.ownerId} name={owner} size={20} />
                <span class="unseen">{`${t.value('deal.owner')}: ${owner}`}</span>
              </span>
            </Tooltip>
          ) : null}
        </span>
      </div>
    </div>
  )
}
