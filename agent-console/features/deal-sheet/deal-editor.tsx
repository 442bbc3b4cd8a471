import { MessageSquare, Plus, Trash2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { removeDeal } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { tasksOf } from '../../data/tasks'
import { toast } from '../../data/toasts'
import { AmountField, CloseDateField, NameField, SourceField } from '../../parts/deals/deal-fields'
import { DealHistory } from '../../parts/deals/deal-history'
import { DescriptionField } from '../../parts/deals/description-field'
import { Outcome } from '../../parts/deals/outcome'
import { OwnerField } from '../../parts/deals/owner-field'
import { Section } from '../../parts/deals/section'
import { StageStepper } from '../../parts/deals/stage-stepper'
import { TaskForm } from '../../parts/deals/task-form'
import { TaskList } from '../../parts/deals/task-list'
import { cardPerson, personWords } from '../../parts/deals/words'
import { Avatar } from '../../ui/avatar'
import { Button, ButtonLink, IconButton } from '../../ui/button'
import styles from './deal-editor.module.css'

type DealEditorProps = { card: DealCard; onRemoved: () => void }

/** Everything about a deal, each field by itself. */
export function DealEditor({ card, onRemoved }: DealEditorProps) {
  const { deal } = card
  const person = state.value.people.get(deal.personId)
  const who = person ? personWords(person) : cardPerson(card)
  return (
    <div class={styles.editor}>
      <header class={styles.head}>
        <NameField deal={deal} class={styles.name} />
        <div class={styles.who}>
          <Avatar id={deal.personId} name={who} size={24} />
          <span class={styles.whoName}>{who}</span>
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
          <AmountField deal={deal} class={styles.amount} />
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
          <Line label={t.value('deal.source')}>
            <SourceField deal={deal} />
          </Line>
          <Line label={t.value('deal.description')}>
            <DescriptionField deal={deal} rows={8} />
          </Line>
        </dl>
        <Tasks deal={deal} />
        <Section id="sheet-history" title={t.value('deal.history')}>
          <DealHistory deal={deal} />
        </Section>
        {may('deals.write') ? <Remove deal={deal} onRemoved={onRemoved} /> : null}
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
      <div class={styles.foot}>
        <Button kind="ghost" icon={Trash2} onClick={() => setSure(true)}>
          {t.value('deal.remove')}
        </Button>
      </div>
    )
  }
  return (
    <div class={styles.foot}>
      <Button kind="danger" icon={Trash2} onClick={remove}>
        {t.value('deal.removeForGood')}
      </Button>
      <Button onClick={() => setSure(false)}>{t.value('ui.cancel')}</Button>
    </div>
  )
}
