import { ArrowDown, ArrowUp, X } from 'lucide'
import type { CustomField } from '#shared/protocol/fields'
import { choicesOf, choose } from '../../../data/fields'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { IconButton } from '../../../ui/button'
import { AddLine } from '../pipelines/add-line'
import styles from './choice-list.module.css'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** What a list offers, in its order. One that is taken away stays readable where it was chosen. */
export function ChoiceList({ id, field, fixed }: { id: string; field: CustomField; fixed: boolean }) {
  const say = t.value
  const choices = choicesOf(field).map(({ id: choiceId, name }) => ({ id: choiceId, name }))
  const put = (index: number, by: 1 | -1) => {
    const [one, other] = [choices[index], choices[index + by]]
    if (!one || !other) return
    const order = choices.map((choice, at) => (at === index ? other : at === index + by ? one : choice))
    tracked(choose(field, order)).catch(sayWhy)
  }
  const remove = (choiceId: string, name: string) =>
    tracked(
      choose(
        field,
        choices.filter((one) => one.id !== choiceId),
      ),
    ).then(
      (after) =>
        toast(say('fields.removed', { name }), {
          undo: () => void tracked(choose(after, choices)).catch(sayWhy),
        }),
      sayWhy,
    )
  return (
    <div id={id} class={styles.choices}>
      <ul class={styles.list} aria-label={say('fields.choicesOf', { name: field.name })}>
        {choices.map((choice, index) => (
          <li key={choice.id} class={styles.choice}>
            <SavedField
              bare
              class={styles.name}
              label={say('fields.choice')}
              value={choice.name}
              maxLength={80}
              disabled={fixed}
              check={(typed) => (typed.trim() ? undefined : say('pipelines.nameNeeded'))}
              save={(is) =>
                choose(
                  field,
                  choices.map((one) => (one.id === choice.id ? { ...one, name: is } : one)),
                )
              }
            />
            {fixed ? null : (
              <>
                <IconButton
                  icon={ArrowUp}
                  size="small"
                  label={say('pipelines.up', { name: choice.name })}
                  aria-disabled={index === 0}
                  onClick={() => put(index, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  size="small"
                  label={say('pipelines.down', { name: choice.name })}
                  aria-disabled={index === choices.length - 1}
                  onClick={() => put(index, 1)}
                />
                <IconButton
                  icon={X}
                  size="small"
                  label={say('pipelines.removeNamed', { name: choice.name })}
                  onClick={() => void remove(choice.id, choice.name)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {fixed ? null : (
        <AddLine
          label={say('fields.newChoice')}
          action={say('fields.addChoice')}
          onAdd={(name) => tracked(choose(field, [...choices, { name }]))}
        />
      )}
    </div>
  )
}
