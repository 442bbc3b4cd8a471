import type { Agent } from '#shared/protocol/agents'
import type { Pipeline } from '#shared/protocol/pipelines'
import { defaultPermissions } from '#shared/rules/permissions'
import { editPipeline } from '../../../data/pipelines'
import { may, me, refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { RadioList } from '../../../parts/deals/radio-list'
import { tracked } from '../../../parts/fields/autosave'
import { Checkbox } from '../../../ui/field'
import lines from './lines.module.css'
import page from './pipeline-page.module.css'
import styles from './who-sees.module.css'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** Whoever manages the settings sees every pipeline, named or not. */
const seesAll = ({ role }: Agent) => defaultPermissions[role].includes('settings.manage')

/** Who sees a pipeline and the deals in it: everybody who works here, or the agents it names. */
export function WhoSees({ pipeline, fixed }: { pipeline: Pipeline; fixed: boolean }) {
  const say = t.value
  const { memberIds, name } = pipeline
  const own = me.value?.agent.id ?? ''
  const isClosed = memberIds.length > 0
  const offered = [...state.value.agents.values()]
    .filter((agent) => !seesAll(agent) && (!agent.disabled || memberIds.includes(agent.id)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const set = (chosen: readonly string[]) => {
    const was = memberIds
    const is = [...new Set(chosen)].sort()
    const now = is.length === 0 ? 'nowOpen' : was.length === 0 ? 'nowClosed' : 'nowNamed'
    tracked(editPipeline(pipeline, { memberIds: { was, is } })).then(
      (after) =>
        toast(say(`pipelines.${now}`, { name }), {
          undo: () => void tracked(editPipeline(after, { memberIds: { was: after.memberIds, is: was } })).catch(sayWhy),
        }),
      sayWhy,
    )
  }
  return (
    <section class={page.card} aria-labelledby={`who-${pipeline.id}`}>
      <div class={styles.head}>
        <h3 id={`who-${pipeline.id}`} class={lines.title}>
          {say('pipelines.whoSees')}
        </h3>
        <p class={lines.text}>{say('pipelines.whoSeesText')}</p>
      </div>
      <fieldset disabled={fixed} class={styles.choice}>
        <legend class="unseen">{say('pipelines.whoSees')}</legend>
        <RadioList
          label={say('pipelines.openTo')}
          options={[
            { id: 'all', label: say('pipelines.openToAll') },
            { id: 'named', label: say('pipelines.openToNamed') },
          ]}
          chosen={isClosed ? 'named' : 'all'}
          onChoose={(to) => set(to === 'named' ? [own] : [])}
        />
      </fieldset>
      {isClosed ? (
        <fieldset disabled={fixed} class={styles.agents}>
          <legend class={styles.legend}>{say('pipelines.named')}</legend>
          {offered.map(({ id, name: agent }) => (
            // Nobody shuts the door behind them: whoever would not see it any more stays among those who do.
            <fieldset key={id} disabled={id === own && !may('settings.manage')} class={styles.bare}>
              <Checkbox
                label={agent}
                checked={memberIds.includes(id)}
                // Of nobody it would be everybody's: whoever takes the last one off keeps it.
                onChecked={(on) => set(on ? [...memberIds, id] : others(memberIds, id, own))}
              />
            </fieldset>
          ))}
          {offered.length === 0 ? <p class={lines.text}>{say('pipelines.nobodyElse')}</p> : null}
        </fieldset>
      ) : null}
    </section>
  )
}

function others(memberIds: readonly string[], gone: string, own: string): string[] {
  const left = memberIds.filter((id) => id !== gone)
  return left.length > 0 ? left : [own]
}
