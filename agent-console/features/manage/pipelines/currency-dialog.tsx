import { useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import { exchange } from '#shared/values/exchange'
import { formatMoney, minorDigits } from '#shared/values/money'
import { RefusedError } from '../../../data/client'
import { setCurrency } from '../../../data/pipelines'
import { locale, refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { RadioList } from '../../../parts/deals/radio-list'
import { tracked } from '../../../parts/fields/autosave'
import { Callout } from '../../../ui/callout'
import { TextField } from '../../../ui/field'
import { FormDialog } from '../../../ui/form-dialog'
import { readRate } from './read-rate'

type How = 'convert' | 'relabel'

/** What becomes of the amounts: converted at a rate, or the same figures in another currency, which is typed to be sure. */
export function CurrencyDialog({ pipeline, to, onClose }: { pipeline: Pipeline; to: string; onClose: () => void }) {
  const [how, setHow] = useState<How>()
  const [rate, setRate] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<{ how?: string; rate?: string; name?: string; whole?: string }>({})
  const [busy, setBusy] = useState(false)
  const say = t.value
  const from = pipeline.currency
  const submit = async () => {
    const read = readRate(rate, locale.value)
    if (!how) return setWrong({ how: say('pipelines.chooseOne') })
    if (how === 'convert' && !read) return setWrong({ rate: say('pipelines.badRate') })
    if (how === 'relabel' && name.trim() !== pipeline.name) return setWrong({ name: say('pipelines.nameDiffers') })
    setBusy(true)
    try {
      const change = how === 'convert' ? { how, rate: read ?? '' } : { how, name }
      const { becoming } = await tracked(setCurrency(pipeline, to, change))
      toast(say(becoming ? 'pipelines.repricing' : 'pipelines.repriced', { name: pipeline.name, currency: to }))
      onClose()
    } catch (error) {
      const about = error instanceof RefusedError && error.code === 'amount-too-large' ? 'rate' : 'whole'
      setWrong({ [about]: refusalText(error) })
      setBusy(false)
    }
  }
  const known = readRate(rate, locale.value)
  const hundred = 100 * 10 ** minorDigits(from)
  const money = (amount: number, currency: string) => formatMoney(amount, currency, locale.value)
  return (
    <FormDialog
      title={say('pipelines.changeCurrency', { from, to })}
      action={say('pipelines.changeCurrencyNow')}
      busy={busy}
      problem={wrong.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <RadioList
        label={say('pipelines.whatOfAmounts')}
        options={[
          { id: 'convert' as const, label: say('pipelines.convert') },
          { id: 'relabel' as const, label: say('pipelines.relabel', { from, to }) },
        ]}
        chosen={how}
        error={wrong.how}
        onChoose={(next) => {
          setHow(next)
          setWrong({})
        }}
      />
      {how === 'convert' ? (
        <TextField
          label={say('pipelines.rate', { from, to })}
          inputMode="decimal"
          autocomplete="off"
          value={rate}
          onValue={setRate}
          error={wrong.rate}
          help={
            known
              ? say('pipelines.rateExample', {
                  was: money(hundred, from),
                  is: money(exchange(hundred, known, from, to), to),
                })
              : say('pipelines.rounding')
          }
        />
      ) : null}
      {how === 'relabel' ? (
        <>
          <Callout tone="warning">{say('pipelines.relabelText')}</Callout>
          <TextField
            label={say('pipelines.typeName', { name: pipeline.name })}
            autocomplete="off"
            value={name}
            onValue={setName}
            error={wrong.name}
          />
        </>
      ) : null}
    </FormDialog>
  )
}
