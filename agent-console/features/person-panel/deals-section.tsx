import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { dealsOfPerson } from '../../data/deals'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { makeDeal } from '../../parts/deals/make-deal'
import { outcomeWords } from '../../parts/deals/outcome'
import { Section } from '../../parts/deals/section'
import { Button } from '../../ui/button'
import { useHotkeys } from '../../ui/hotkeys'
import { Money } from '../../ui/money'
import { DealBox } from './deal-box'
import { DealLink } from './deal-link'
import styles from './deals-section.module.css'

type DealsSectionProps = {
  personId: string
  /** Null where they have never written. */
  conversationId: string | null
  /** Whether the person's deals have been asked for: before, "none" would be a guess. */
  known: boolean
  onAddTask: (dealId: string) => void
}

/** A person's deals: one click makes a new one, open ones first, closed ones folded. */
export function DealsSection({ personId, conversationId, known, onAddTask }: DealsSectionProps) {
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(false)
  const deals = dealsOfPerson(state.value, personId).map(({ deal }) => deal)
  const coming = state.value.coming.filter((deal) => deal.personId === personId)
  const open = deals.filter(({ outcome }) => outcome === 'open')
  const inSight = coming.length + open.length
  const closed = deals.filter(({ outcome }) => outcome !== 'open')
  const create = async () => {
    if (busy || !may('deals.write')) return
    setBusy(true)
    await makeDeal(personId, conversationId)
    setBusy(false)
  }
  useHotkeys([{ keys: 'd', label: t.value('deal.new'), group: t.value('person.group'), run: () => void create() }])
  return (
    <>
      {may('deals.write') ? (
        <div class={styles.new}>
          <Button class={styles.button} icon={Plus} hint="D" busy={busy} onClick={() => void create()}>
            {t.value('deal.new')}
          </Button>
          {inSight > 0 ? <p class={styles.hint}>{t.value('deal.openAlready', { count: inSight })}</p> : null}
        </div>
      ) : null}
      <Section id="deals" title={t.value('deal.deals')}>
        {coming.map((deal) => (
          <div key={deal.id} inert aria-busy="true">
            <DealBox deal={deal} onAddTask={() => {}} />
          </div>
        ))}
        {open.map((deal) => (
          <DealBox key={deal.id} deal={deal} onAddTask={() => onAddTask(deal.id)} />
        ))}
        {known && deals.length + coming.length === 0 ? <p class={styles.none}>{t.value('deal.none')}</p> : null}
        {closed.length > 0 ? (
          <button type="button" class={styles.fold} aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t.value('deal.closedOnes', { count: closed.length })}
          </button>
        ) : null}
        {shown ? (
          <ul class={styles.closed}>
            {closed.map((deal) => (
              <li key={deal.id} class={styles.one}>
                <DealLink dealId={deal.id} class={styles.link}>
                  <span class={styles.name}>{deal.name}</span>
                  <span class={deal.outcome === 'won' ? styles.won : styles.lost}>{outcomeWords(deal)}</span>
                </DealLink>
                <Money amount={deal.amount} currency={deal.currency} class={styles.amount} />
              </li>
            ))}
          </ul>
        ) : null}
      </Section>
    </>
  )
}
