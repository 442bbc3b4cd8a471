import type { DealCard } from '#shared/protocol/deals'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { pillOf } from '../../parts/deals/pill'
import { cardPerson, pillWords } from '../../parts/deals/words'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { Money } from '../../ui/money'
import { Tooltip } from '../../ui/tooltip'
import { now } from '../../ui/when'
import styles from './card-face.module.css'

/** What a card shows: what, whose, how much, what comes next and who looks after it. */
export function CardFace({ card }: { card: DealCard }) {
  const { deal } = card
  const pill = pillOf(card, now.value)
  const owner = deal.ownerId ? state.value.agents.get(deal.ownerId)?.name : undefined
  return (
    <div class={styles.face}>
      <p class={styles.name}>{deal.name}</p>
      <p class={styles.person}>{cardPerson(card)}</p>
      <div class={styles.foot}>
        <Money amount={deal.amount} currency={deal.currency} class={styles.amount} />
        <Badge tone={pill.tone}>{pillWords(pill, card.nextTaskAt)}</Badge>
        {deal.ownerId && owner ? (
          <span class={styles.owner}>
            <Tooltip text={owner}>
              <span>
                <Avatar id={deal.ownerId} name={owner} size={20} />
                <span class="unseen">{`${t.value('deal.owner')}: ${owner}`}</span>
              </span>
            </Tooltip>
          </span>
        ) : null}
      </div>
    </div>
  )
}
