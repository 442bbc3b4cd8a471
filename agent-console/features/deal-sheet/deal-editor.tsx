import { MessageSquare, Plus, Trash2, Waypoints } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { fillDeal } from '../../data/custom-values'
import { removeDeal } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { tasksOf } from '../../data/tasks'
import { toast } from '../../data/toasts'
import { Files } from '../../parts/beside/files'
import { CustomFields } from '../../parts/custom-fields/custom-fields'
import {
  AmountField,
  CloseDateField,
  NameField,
  ProbabilityField,
  SourceField,
  TagsField,
} from '../../parts/deals/deal-fields'
import { DealHistory } from '../../parts/deals/deal-history'
import { DescriptionField } from '../../parts/deals/description-field'
import { Outcome } from '../../parts/deals/outcome'
import { OwnerField } from '../../parts/deals/owner-field'
import { QuoteLink } from '../../parts/deals/quote-link'
import { Section } from '../../parts/deals/section'
import { StageStepper } from '../../parts/deals/stage-stepper'
import { TaskForm } from '../../parts/deals/task-form'
import { TaskList } from '../../parts/deals/task-list'
import { otherPipelines, TransferDialog } from '../../parts/deals/transfer-dialog'
import { cardPerson, personWords } from '../../parts/deals/words'
import { HelpButton } from '../../parts/help/help-button'
import { Notes } from '../../parts/notes/notes'
import { Avatar } from '../../ui/avatar'
import { Button, ButtonLink, IconButton } from '../../ui/button'
import styles from './deal-editor.module.css'

type DealEditorProps = { card: DealCard; onRemoved: () => void }

/** Everything about a deal, each field by itself. */
export function DealEditor({ card, onRemoved }: DealEditorProps) {
  const { deal } = card
  const person = state.value.people.get(deal.personId)
  const who = person ? personWords(person) : cardPerson(card)
  const beside = { of: 'deal', id: deal.id, record: 'deal', recordId: deal.id } as const
  return (
    <div class={styles.editor}>
      <header class={styles.head}>
        <NameField deal={deal} class={styles.name} />
        <div class={styles.who}>
          <Avatar id={deal.personId} name={who} size={24} />
          <span class={styles.whoName}>{who}</span>
          <HelpButton topic="deal" />
          {deal.conversationId ? (
            <ButtonLink
              kind="ghost"
              size="small"
              icon={MessageSquare}
              href={`/inbox/all/${deal.conversationId}?deal=${deal.id}`}
            >
              {t.value('deal.inChat')}
            </ButtonLink>
          ) : null}
        </div>
      </header>
      <div class={styles.body}>
        <div class={styles.main}>
          <div class={styles.quoted}>
            <AmountField deal={deal} class={styles.amount} />
            <QuoteLink deal={deal} field="amount" />
          </div>
          <StageStepper deal={deal} />
          <Outcome deal={deal} />
        </div>
        <dl class={styles.fields}>
          <Line label={t.value('deal.closesOn')}>
            <CloseDateField deal={deal} />
          </Line>
          <Line label={t.value('deal.owner')}>
            <OwnerField deal={deal} />
          </Line>
          <Line label={t.value('deal.probability')}>
            <ProbabilityField deal={deal} />
          </Line>
          <Line label={t.value('deal.tags')}>
            <TagsField deal={deal} />
          </Line>
          <Line label={t.value('deal.source')}>
            <SourceField deal={deal} />
          </Line>
          <Line label={t.value('deal.description')}>
            <DescriptionField deal={deal} rows={8} />
            <QuoteLink deal={deal} field="description" />
          </Line>
        </dl>
        <CustomFields
          key={deal.id}
          record="deal"
          custom={deal.custom}
          may={may('deals.write')}
          fill={(edit) => fillDeal(deal, edit)}
          wide
          class={styles.own}
        />
        <Tasks deal={deal} />
        <Section id="sheet-notes" title={t.value('note.notes')}>
          <Notes beside={beside} may={may('deals.write')} />
        </Section>
        <Section id="sheet-files" title={t.value('file.files')}>
          <Files beside={beside} may={may('deals.write')} />
        </Section>
        <Section id="sheet-history" title={t.value('deal.history')}>
          <DealHistory deal={deal} />
        </Section>
        {may('deals.write') ? (
          <div class={styles.foot}>
            <Transfer deal={deal} />
            <Remove deal={deal} onRemoved={onRemoved} />
          </div>
        ) : null}
      </div>
    </div>
  )
}

function Tasks({ deal }: { deal: Deal }) {
  const [adding, setAdding] = useState(false)
  const tasks = tasksOf(state.value, { dealId: deal.id })
  const { personId, conversationId } = deal
  return (
    <Section
      id="sheet-tasks"
      title={t.value('task.tasks')}
      forced={adding}
      aside={
        may('tasks.write') ? (
          <IconButton icon={Plus} size="small" label={t.value('task.new')} onClick={() => setAdding(true)} />
        ) : null
      }
    >
      {adding ? (
        <TaskForm about={{ personId, conversationId, dealId: deal.id }} onClose={() => setAdding(false)} />
      ) : null}
      {tasks.length === 0 && !adding ? <p class={styles.none}>{t.value('task.none')}</p> : null}
      <TaskList tasks={tasks} />
    </Section>
  )
}

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** The way into another pipeline, where there is one. */
function Transfer({ deal }: { deal: Deal }) {
  const [asking, setAsking] = useState(false)
  if (deal.outcome !== 'open' || otherPipelines(deal).length === 0) return null
  return (
    <>
      <Button kind="ghost" icon={Waypoints} onClick={() => setAsking(true)}>
        {t.value('deal.transfer')}
      </Button>
      {asking ? <TransferDialog deal={deal} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Removing cannot be taken back, so it is said twice. */
function Remove({ deal, onRemoved }: { deal: Deal; onRemoved: () => void }) {
  const [sure, setSure] = useState(false)
  const remove = () => {
    removeDeal(deal).then(
      () => {
        toast(t.value('deal.removed', { name: deal.name }))
        onRemoved()
      },
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  if (!sure) {
    return (
      <Button kind="ghost" icon={Trash2} onClick={() => setSure(true)}>
        {t.value('deal.remove')}
      </Button>
    )
  }
  return (
    <>
      <Button kind="danger" icon={Trash2} onClick={remove}>
        {t.value('deal.removeForGood')}
      </Button>
      <Button onClick={() => setSure(false)}>{t.value('ui.cancel')}</Button>
    </>
  )
}
