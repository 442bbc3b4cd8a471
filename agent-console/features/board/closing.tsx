import type { Deal } from '#shared/protocol/deals'
import { state } from '../../data/store'
import { CloseMany } from '../../parts/deal-lists/close-many'
import { doToMany } from '../../parts/deal-lists/many-running'
import { CloseDialog } from '../../parts/deals/outcome'
import { wanted } from './carry'
import { closing } from './move-card'

/** The questions of the strip something was dropped on; left without an answer, everything is where it was. */
export function Closing() {
  const asked = closing.value
  const [first] = asked?.deals ?? []
  if (!asked || !first) return null
  if (asked.deals.length === 1) return <CloseOne how={asked.how} deal={first} />
  const leave = () => {
    closing.value = null
  }
  return (
    <CloseMany
      how={asked.how}
      count={asked.deals.length}
      of={first}
      onClose={leave}
      onChoose={(act) => {
        leave()
        void doToMany(
          asked.deals.map(({ id }) => id),
          act,
        )
      }}
    />
  )
}

function CloseOne({ how, deal: asked }: { how: 'won' | 'lost'; deal: Deal }) {
  const deal = state.value.deals.get(asked.id)?.deal ?? asked
  const leave = () => {
    closing.value = null
    // A deal that was closed has left the board, and focus must not wait for it.
    wanted.value = state.value.deals.get(deal.id)?.deal.outcome === 'open' ? deal.id : null
  }
  return <CloseDialog how={how} deal={deal} onClose={leave} />
}
