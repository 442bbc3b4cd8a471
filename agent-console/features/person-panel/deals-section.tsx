import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { createDeal, dealsOfPerson, removeDeal } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
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
  conversationId: string
  /** Whether the person's deals have been asked for: before, "none" would be a guess. */
  known: boolean
  onAddTask: (dealId: string) => void
}

/** A person's deals: one click makes a new one, open ones first, closed ones folded. */
export function DealsSection({ personId, conversationId, known, onAddTask }: DealsSectionProps) {
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState(false)
  const deals = dealsOfPerson(state.value, personId).map(({ deal }) => deal)
  const open = deals.filter(({ outcome }) => outcome === 'open')
  const closed = deals.filter(({ outcome }) => outcome !== 'open')
  const create = async () => {
    if (busy || !may('deals.write')) return
    setBusy(true)
    await make(personId, conversationId)
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
          {open.length > 0 ? <p class={styles.hint}>{t.value('deal.openAlready', { count: open.length })}</p> : null}
        </div>
      ) : null}
      <Section id="deals" title={t.value('deal.deals')}>
        {open.map((deal) => (
          <DealBox key={deal.id} deal={deal} onAddTask={() => onAddTask(deal.id)} />
        ))}
        {known && deals.length === 0 ? <p class={styles.none}>{t.value('deal.none')}</p> : null}
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

const undoMs = 10_000

async function make(personId: string, conversationId: string): Promise<void> {
  try {
    const deal = await createDeal(personId, conversationId)
    const stage = state.value.pipelines.get(deal.pipelineId)?.stages.find(({ id }) => id === deal.stageId)?.name ?? ''
    const undo = () => {
      const now = state.value.deals.get(deal.id)?.deal ?? deal
      removeDeal(now).catch((error) => toast(refusalText(error), { tone: 'danger' }))
    }
    toast(t.value('deal.made', { name: deal.name, stage }), { undo, forMs: undoMs })
  } catch (error) {
    toast(refusalText(error), { tone: 'danger' })
  }
}
