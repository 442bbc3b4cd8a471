import { useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { RefusedError } from '../../../data/client'
import { setCurrency } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { SelectField } from '../../../ui/field'
import { currencies } from './currencies'
import { CurrencyDialog } from './currency-dialog'

/** The one currency of a pipeline. Where it has deals, another one is a decision about their amounts. */
export function CurrencyField({ pipeline, fixed }: { pipeline: Pipeline; fixed: boolean }) {
  const [asking, setAsking] = useState<string | null>(null)
  const say = t.value
  const choose = async (is: string) => {
    if (is === pipeline.currency) return
    try {
      await tracked(setCurrency(pipeline, is, undefined))
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'currency-in-use') setAsking(is)
      else toast(refusalText(error), { tone: 'danger' })
    }
  }
  return (
    <>
      <SelectField
        label={say('pipelines.currency')}
        options={currencies()}
        value={asking ?? pipeline.becoming ?? pipeline.currency}
        help={pipeline.becoming ? say('pipelines.becoming', { currency: pipeline.becoming }) : undefined}
        disabled={fixed || pipeline.becoming !== undefined}
        onValue={(is) => void choose(is)}
      />
      {asking ? <CurrencyDialog pipeline={pipeline} to={asking} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
