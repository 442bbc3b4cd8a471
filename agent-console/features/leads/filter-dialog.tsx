import { useState } from 'preact/hooks'
import { quotedSource, sourceMeant } from '#shared/rules/lead-filter'
import { may, t } from '../../data/session'
import { ends, RangeField, span } from '../../parts/deal-lists/range-field'
import type { LeadWords } from '../../parts/leads/address'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { SelectField, TextField } from '../../ui/field'
import styles from './leads.module.css'
import { stageOptions } from './words'

type FilterDialogProps = { words: LeadWords; onApply: (words: LeadWords) => void; onClose: () => void }

/** What leads are narrowed by besides the choices that are always in sight. */
export function FilterDialog({ words, onApply, onClose }: FilterDialogProps) {
  const say = t.value
  const [created, setCreated] = useState(ends(words.created))
  const [source, setSource] = useState(words.source === undefined ? '' : sourceMeant(words.source))
  const [stage, setStage] = useState(words.stage ?? '')
  const noSource = words.source !== undefined && sourceMeant(words.source) === ''
  const apply = () => {
    const { created: _, source: __, stage: ___, ...rest } = words
    const said = source.trim()
    onApply({
      ...rest,
      ...(span(created) && { created: span(created) }),
      ...(said ? { source: quotedSource(said) } : noSource && { source: quotedSource('') }),
      ...(stage && { stage }),
    })
  }
  return (
    <Dialog
      open
      side
      onClose={onClose}
      onSubmit={apply}
      title={say('lead.filterTitle')}
      actions={
        <>
          <Button onClick={() => onApply({})}>{say('filter.clear')}</Button>
          <Button kind="primary" type="submit">
            {say('lead.filterApply')}
          </Button>
        </>
      }
    >
      <div class={styles.fields}>
        <RangeField
          from={say('filter.from')}
          until={say('filter.until')}
          legend={say('lead.created')}
          value={created}
          input={{ type: 'date' }}
          onValue={setCreated}
        />
        <TextField
          label={say('lead.source')}
          help={say('lead.sourceWhole')}
          value={source}
          onValue={setSource}
          maxLength={300}
          autocomplete="off"
        />
        {may('deals.read') ? (
          <SelectField label={say('lead.dealStage')} value={stage} onValue={setStage} options={stageOptions(stage)} />
        ) : null}
      </div>
    </Dialog>
  )
}
