import { Check } from 'lucide'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import { type Step, steps } from './draft'
import styles from './set-up.module.css'

const order = Object.keys(steps) as Step[]

/** Where one is; steps behind can be gone back to. */
export function Progress({ step, onStep }: { step: Step; onStep: (step: Step) => void }) {
  const here = order.indexOf(step)
  return (
    <ol class={styles.progress} aria-label={t.value('setUp.steps')}>
      {order.map((it, at) => (
        <li key={it}>
          <button
            type="button"
            class={styles.step}
            disabled={at >= here}
            aria-current={at === here ? 'step' : undefined}
            data-past={at < here || undefined}
            onClick={() => onStep(it)}
          >
            <span class={styles.number}>{at < here ? <Icon icon={Check} size={12} /> : at + 1}</span>
            {t.value(`setUp.step.${it}`)}
          </button>
        </li>
      ))}
    </ol>
  )
}
