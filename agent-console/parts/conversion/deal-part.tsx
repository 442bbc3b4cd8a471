import { useId } from 'preact/hooks'
import { isEnterable } from '#shared/rules/entry'
import { homeOf } from '#shared/rules/new-deal'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField, TextField } from '../../ui/field'
import { Money } from '../../ui/money'
import styles from './conversion.module.css'
import type { Draft } from './draft'
import { Choice, Part, type PartProps } from './part'

/** What deal comes of it: one that is open already, a new one, or none yet. */
export function DealPart({ options, draft, onDraft, amountWrong }: PartProps & { amountWrong: string }) {
  const name = useId()
  const say = t.value
  const { deal } = draft
  const pipelines = [...state.value.pipelines.values()].filter(({ isArchived }) => !isArchived)
  const begin = (): Draft['deal'] => {
    const site = state.value.sites.get(options.lead.siteId)
    const pipeline = homeOf(pipelines, undefined, site?.pipelineId ?? null)
    const stageId = pipeline?.stages.find(isEnterable)?.id ?? ''
    return { how: 'new', name: '', amount: '', pipelineId: pipeline?.id ?? '', stageId, closesOn: '' }
  }
  const choose = (next: Draft['deal']) => onDraft({ ...draft, deal: next })
  if (!options.may.deals) return null
  return (
    <Part title={say('convert.deal')}>
      <Choice
        name={name}
        checked={deal.how === 'none'}
        onChoose={() => choose({ how: 'none' })}
        label={say('convert.noDeal')}
      />
      {options.deals.map((card) => (
        <Choice
          key={card.deal.id}
          name={name}
          checked={deal.how === 'existing' && deal.dealId === card.deal.id}
          onChoose={() => choose({ how: 'existing', dealId: card.deal.id })}
          label={card.deal.name}
        >
          <span class={styles.quiet}>
            {say(card.deal.personId === options.lead.personId ? 'convert.riding' : 'convert.openDealOf', {
              name: card.personName || card.personCode,
            })}{' '}
            <Money amount={card.deal.amount} currency={card.deal.currency} />
          </span>
        </Choice>
      ))}
      <Choice name={name} checked={deal.how === 'new'} onChoose={() => choose(begin())} label={say('convert.newDeal')}>
        {deal.how === 'new' ? <NewDeal deal={deal} onDeal={choose} amountWrong={amountWrong} /> : null}
      </Choice>
    </Part>
  )
}

type New = Extract<Draft['deal'], { how: 'new' }>

function NewDeal({ deal, onDeal, amountWrong }: { deal: New; onDeal: (deal: New) => void; amountWrong: string }) {
  const say = t.value
  const pipelines = [...state.value.pipelines.values()].filter(({ isArchived }) => !isArchived)
  const pipeline = state.value.pipelines.get(deal.pipelineId)
  const stages = (pipeline?.stages ?? []).filter((stage) => isEnterable(stage))
  const choosePipeline = (pipelineId: string) => {
    const stageId = state.value.pipelines.get(pipelineId)?.stages.find(isEnterable)?.id ?? ''
    onDeal({ ...deal, pipelineId, stageId })
  }
  return (
    <div class={styles.form}>
      <TextField
        label={say('convert.dealName')}
        placeholder={say('convert.dealNameByItself')}
        value={deal.name}
        onValue={(name) => onDeal({ ...deal, name })}
        maxLength={200}
        autocomplete="off"
      />
      <TextField
        label={`${say('convert.amount')} (${pipeline?.currency ?? ''})`}
        value={deal.amount}
        onValue={(amount) => onDeal({ ...deal, amount })}
        error={amountWrong}
        inputMode="decimal"
        autocomplete="off"
      />
      {pipelines.length > 1 ? (
        <SelectField
          label={say('convert.pipeline')}
          value={deal.pipelineId}
          onValue={choosePipeline}
          options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <SelectField
        label={say('convert.stage')}
        value={deal.stageId}
        onValue={(stageId) => onDeal({ ...deal, stageId })}
        options={stages.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={say('convert.closesOn')}
        type="date"
        value={deal.closesOn}
        onValue={(closesOn) => onDeal({ ...deal, closesOn })}
      />
    </div>
  )
}
