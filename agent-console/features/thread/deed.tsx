import { Handshake } from 'lucide'
import { useLocation } from 'preact-iso'
import type { By } from '#shared/protocol/define'
import type { Fact } from '#shared/protocol/index'
import { changesIn } from '#shared/rules/deal-story'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { historyWords, namesIn } from '../../parts/deals/history-words'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import styles from './deed.module.css'

type Told = Partial<By> & {
  deal?: { id: string; name?: string; currency?: string } | null
  task?: { dealId: string | null }
}

/** What happened to a deal or a task while people talked; leads to the deal. For agents only. */
export function Deed({ fact }: { fact: Fact }) {
  const { url } = useLocation()
  const told = fact.data as Told
  const event = {
    n: fact.n,
    name: fact.name,
    at: fact.at,
    byAgentId: told.byAgentId ?? null,
    byKey: told.byKey,
    byRule: told.byRule,
  }
  const words = historyWords({ ...event, changes: changesIn(fact.name, told) }, namesIn(state.value, told.deal))
  const dealId = told.deal?.id ?? told.task?.dealId
  const name = told.deal?.name ?? (dealId && state.value.deals.get(dealId)?.deal.name)
  return (
    <li class={styles.deed}>
      <Icon icon={Handshake} size={14} />
      <span>
        <span>{words.join(' · ')}</span>
        {dealId && name ? (
          <>
            <span aria-hidden="true"> · </span>
            <a href={withParameter(url, 'deal', dealId)} class={styles.deal} dir="auto">
              {name}
            </a>
          </>
        ) : null}
        <span aria-hidden="true"> · </span>
        <When at={fact.at} as="clock" />
      </span>
    </li>
  )
}
