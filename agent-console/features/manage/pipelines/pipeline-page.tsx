import { Check, ExternalLink, LoaderCircle } from 'lucide'
import { useEffect } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { afterReload } from '../../../data/connection'
import { editPipeline, loadTotals } from '../../../data/pipelines'
import { may, refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { PipelineLock } from '../../../parts/deals/pipeline-lock'
import { savingMark, tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { dealsPath } from '../../../routes'
import { Badge } from '../../../ui/badge'
import { ButtonLink } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import { Checkbox } from '../../../ui/field'
import { Icon } from '../../../ui/icon'
import { Breadcrumb } from './breadcrumb'
import { CurrencyField } from './currency-field'
import { PipelineEnd } from './pipeline-end'
import styles from './pipeline-page.module.css'
import { ReasonList } from './reason-list'
import { StageList } from './stage-list'
import { WhoSees } from './who-sees'

/** One pipeline, where every change saves itself. */
export function PipelinePage({ pipeline }: { pipeline: Pipeline }) {
  const say = t.value
  const fixed = !may('pipelines.manage') || pipeline.isArchived
  useEffect(() => {
    const load = () => void loadTotals().catch((error) => toast(refusalText(error), { tone: 'danger' }))
    load()
    return afterReload(load)
  }, [])
  return (
    <>
      <Breadcrumb name={pipeline.name} />
      <header class={styles.head}>
        <h2 class={styles.title}>{pipeline.name}</h2>
        <PipelineLock pipeline={pipeline} />
        {pipeline.isDefault ? <Badge tone="accent">{say('pipelines.default')}</Badge> : null}
        {pipeline.isArchived ? <Badge>{say('pipelines.isArchived')}</Badge> : null}
        <SavedMark />
        <ButtonLink size="small" icon={ExternalLink} href={dealsPath(pipeline.id)}>
          {say('pipelines.toBoard')}
        </ButtonLink>
      </header>
      {pipeline.isArchived ? <Callout tone="info">{say('pipelines.archivedText')}</Callout> : null}
      {may('pipelines.manage') ? null : <Callout tone="info">{say('pipelines.readOnly')}</Callout>}
      <section class={styles.card} aria-label={say('pipelines.general')}>
        <div class={styles.pair}>
          <SavedField
            label={say('pipelines.name')}
            value={pipeline.name}
            maxLength={80}
            disabled={fixed}
            check={(name) => (name.trim() ? undefined : say('pipelines.nameNeeded'))}
            save={(is, was) => editPipeline(pipeline, { name: { was, is } })}
          />
          <CurrencyField pipeline={pipeline} fixed={fixed} />
        </div>
        <Rules pipeline={pipeline} fixed={fixed} />
      </section>
      <WhoSees pipeline={pipeline} fixed={fixed} />
      <StageList pipeline={pipeline} fixed={fixed} />
      <ReasonList pipeline={pipeline} fixed={fixed} />
      {may('pipelines.manage') ? <PipelineEnd pipeline={pipeline} /> : null}
    </>
  )
}

function Rules({ pipeline, fixed }: { pipeline: Pipeline; fixed: boolean }) {
  const say = t.value
  const set = (field: 'reasonRequired' | 'maySkip') => (is: boolean) =>
    void tracked(editPipeline(pipeline, { [field]: { was: pipeline[field], is } })).catch((error) =>
      toast(refusalText(error), { tone: 'danger' }),
    )
  return (
    <fieldset disabled={fixed} class={styles.rules}>
      <legend class="unseen">{say('pipelines.rules')}</legend>
      <Checkbox
        label={say('pipelines.reasonRequired')}
        checked={pipeline.reasonRequired}
        onChecked={set('reasonRequired')}
      />
      <Checkbox label={say('pipelines.maySkip')} checked={pipeline.maySkip} onChecked={set('maySkip')} />
    </fieldset>
  )
}

/** That what was changed is kept. */
function SavedMark() {
  const mark = savingMark.value
  return (
    <span class={styles.mark} role="status" data-mark={mark ?? 'still'}>
      {mark ? <Icon icon={mark === 'saving' ? LoaderCircle : Check} size={14} /> : null}
      {mark ? t.value(mark === 'saving' ? 'pipelines.saving' : 'ui.saved') : null}
    </span>
  )
}
