import { useEffect, useState } from 'preact/hooks'
import type { TwoStep } from '#shared/protocol/agents'
import { ask } from '../../data/client'
import { status } from '../../data/connection'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Callout } from '../../ui/callout'
import { Checkbox } from '../../ui/field'
import choice from './choice.module.css'
import styles from './manage.module.css'

/** Whether owners and admins must have two-step sign-in. */
export function TwoStepRule() {
  const [standing, setStanding] = useState<TwoStep | null>(null)
  const { problem, run } = useAttempt()
  const say = t.value
  useEffect(() => {
    if (status.value !== 'online') return
    ask.authenticator.read({}).then(setStanding, (error: unknown) => toast(refusalText(error), { tone: 'danger' }))
  }, [status.value])
  if (!standing) return null
  const demand = (required: boolean) => {
    setStanding({ ...standing, required })
    void run({ required }, async (input) => {
      try {
        setStanding(await ask.authenticator.require(input))
      } catch (error) {
        setStanding(standing)
        throw error
      }
    })
  }
  return (
    <section class={styles.card}>
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      <fieldset>
        <legend class={choice.legend}>{say('twoStep.title')}</legend>
        <Checkbox label={say('twoStep.require')} checked={standing.required} onChecked={demand} />
        <p class={styles.text}>{say(standing.enabled ? 'twoStep.requireText' : 'twoStep.requireFirst')}</p>
      </fieldset>
    </section>
  )
}
