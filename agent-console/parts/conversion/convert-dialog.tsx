import { useEffect, useState } from 'preact/hooks'
import type { ConversionOptions, ConversionResult } from '#shared/protocol/conversion'
import type { Lead } from '#shared/protocol/leads'
import { randomId } from '#shared/values/random'
import { RefusedError } from '../../data/client'
import { convertLead, weighConversion } from '../../data/conversion'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Dialog } from '../../ui/dialog'
import { readAmount } from '../deals/deal-fields'
import { CompanyPart } from './company-part'
import { ContactPart } from './contact-part'
import styles from './conversion.module.css'
import { DealPart } from './deal-part'
import { choiceOf, type Draft, firstDraft, needsReason } from './draft'
import { Outcome } from './outcome'
import { RestPart } from './rest-part'
import { Summary } from './summary'

type ConvertDialogProps = {
  lead: Lead
  /** The deal it is converted with, where it was begun there. */
  dealId?: string | null
  onClose: () => void
}

/** One review before a lead becomes a contact: what will be made, what will change, what comes along. */
export function ConvertDialog({ lead, dealId = null, onClose }: ConvertDialogProps) {
  const [options, setOptions] = useState<ConversionOptions | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [wrong, setWrong] = useState('')
  const [amountWrong, setAmountWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const [rid, setRid] = useState(randomId)
  const [result, setResult] = useState<ConversionResult | null>(null)
  const say = t.value
  const load = (problem = '') => {
    weighConversion(lead.id).then(
      (weighed) => {
        setOptions(weighed)
        setDraft(firstDraft(weighed, dealId))
        setWrong(problem)
        setRid(randomId())
      },
      (error) => setWrong(refusalText(error)),
    )
  }
  useEffect(() => load(), [lead.id])

  const submit = async () => {
    if (!options || !draft || busy) return
    const currency = draft.deal.how === 'new' ? (state.value.pipelines.get(draft.deal.pipelineId)?.currency ?? '') : ''
    const amount = draft.deal.how === 'new' ? readAmount(draft.deal.amount, currency) : { is: null }
    if ('wrong' in amount) return setAmountWrong(amount.wrong)
    setAmountWrong('')
    if (needsReason(options, draft) && draft.reason.trim() === '') return setWrong(say('convert.reasonNeeded'))
    setWrong('')
    setBusy(true)
    try {
      setResult(await convertLead(options.lead, choiceOf(draft, amount.is), rid))
    } catch (error) {
      const isOld = error instanceof RefusedError && lookAgain.has(error.code)
      if (isOld) load(refusalText(error))
      else setWrong(refusalText(error))
      // Another decision is another attempt.
      setRid(randomId())
    }
    setBusy(false)
  }

  if (result) return <Outcome result={result} onClose={onClose} />
  const name = lead.name || lead.emails[0] || lead.phones[0] || say('lead.one')
  return (
    <Dialog
      open
      size="full"
      onClose={onClose}
      title={say('convert.title', { name })}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{say('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={!draft}>
            {say('convert.do')}
          </Button>
        </>
      }
    >
      {wrong ? (
        <div class={styles.wrong}>
          <Callout tone="danger" live>
            {wrong}
          </Callout>
        </div>
      ) : null}
      {options && draft ? (
        <div class={styles.review}>
          <div class={styles.parts}>
            <ContactPart options={options} draft={draft} onDraft={setDraft} />
            <CompanyPart options={options} draft={draft} onDraft={setDraft} />
            <DealPart options={options} draft={draft} onDraft={setDraft} amountWrong={amountWrong} />
            <RestPart options={options} draft={draft} onDraft={setDraft} />
          </div>
          <Summary options={options} draft={draft} />
        </div>
      ) : wrong ? null : (
        <p class={styles.quiet}>{say('tasks.loading')}</p>
      )}
    </Dialog>
  )
}

/** What was decided on is something else by now: it is looked at once more. */
const lookAgain = new Set(['lead-changed', 'match-gone', 'match-strong', 'contact-exists'])
