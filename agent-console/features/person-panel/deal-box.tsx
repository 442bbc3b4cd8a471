import { Maximize2, Plus } from 'lucide'
import type { Deal } from '#shared/protocol/deals'
import { fillDeal } from '../../data/custom-values'
import { may, t } from '../../data/session'
import { CustomFields } from '../../parts/custom-fields/custom-fields'
import { AmountField, CloseDateField, NameField, SourceField } from '../../parts/deals/deal-fields'
import { DealHistory } from '../../parts/deals/deal-history'
import { DescriptionField } from '../../parts/deals/description-field'
import { Fold } from '../../parts/deals/fold'
import { Outcome } from '../../parts/deals/outcome'
import { OwnerField } from '../../parts/deals/owner-field'
import { QuoteLink } from '../../parts/deals/quote-link'
import { StageStepper } from '../../parts/deals/stage-stepper'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { ConvertStrip } from './convert-strip'
import styles from './deal-box.module.css'
import { DealLink } from './deal-link'

/** An open deal beside the conversation it is talked about in. */
export const DealBox = ({ deal, onAddTask }: { deal: Deal; onAddTask: () => void }) => (
  <article class={styles.box} aria-label={deal.name}>
    <div class={styles.top}>
      <NameField deal={deal} class={styles.name} />
      <DealLink dealId={deal.id} class={styles.open} label={t.value('deal.openNamed', { name: deal.name })}>
        <Icon icon={Maximize2} size={14} />
        {t.value('deal.open')}
      </DealLink>
    </div>
    <div class={styles.worth}>
      <AmountField deal={deal} class={styles.amount} />
      <QuoteLink deal={deal} field="amount" />
      <CloseDateField deal={deal} sentence class={styles.closes} />
    </div>
    <ConvertStrip deal={deal} />
    <StageStepper deal={deal} />
    <div class={styles.actions}>
      <Outcome deal={deal} />
      {may('tasks.write') ? (
        <Button size="small" kind="ghost" icon={Plus} onClick={onAddTask}>
          {t.value('task.one')}
        </Button>
      ) : null}
    </div>
    <dl class={styles.fields}>
      <dt>{t.value('deal.owner')}</dt>
      <dd>
        <OwnerField deal={deal} />
      </dd>
      <dt>{t.value('deal.source')}</dt>
      <dd>
        <SourceField deal={deal} />
      </dd>
      <dt>{t.value('deal.description')}</dt>
      <dd>
        <DescriptionField deal={deal} />
        <QuoteLink deal={deal} field="description" />
      </dd>
    </dl>
    <CustomFields
      key={deal.id}
      record="deal"
      custom={deal.custom}
      may={may('deals.write')}
      fill={(edit) => fillDeal(deal, edit)}
      class={styles.own}
    />
    <Fold label={t.value('deal.history')}>
      <DealHistory deal={deal} />
    </Fold>
  </article>
)
