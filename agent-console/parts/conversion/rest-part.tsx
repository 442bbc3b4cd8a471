import { me, t } from '../../data/session'
import { state } from '../../data/store'
import { Checkbox, SelectField, TextField } from '../../ui/field'
import { ownersIn } from '../deals/owners'
import styles from './conversion.module.css'
import { areFilesToPlace } from './draft'
import { Part, type PartProps } from './part'

/** Whose the new records are, where files go, what is to be done first, and whether tags come along. */
export function RestPart({ options, draft, onDraft }: PartProps) {
  const say = t.value
  const ownerId = draft.ownerId === undefined ? options.ownerId : draft.ownerId
  const agents = ownersIn(state.value, draft.deal.how === 'new' ? draft.deal.pipelineId : '', ownerId)
  const owner = draft.ownerId === me.value?.agent.id ? undefined : agents.find(({ id }) => id === draft.ownerId)
  const nobody = { value: '', label: say('deal.nobody') }
  return (
    <Part title={say('convert.rest')}>
      <div class={styles.form}>
        <SelectField
          label={say('convert.owner')}
          value={ownerId ?? ''}
          onValue={(id) => onDraft({ ...draft, ownerId: id || null })}
          options={[nobody, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {areFilesToPlace(options, draft) ? (
          <SelectField
            label={say('convert.whichFiles', { count: options.files })}
            value={draft.files}
            onValue={(files) => onDraft({ ...draft, files: files === 'contact' ? 'contact' : 'deal' })}
            options={[
              { value: 'deal', label: say('convert.toDeal') },
              { value: 'contact', label: say('convert.toContact') },
            ]}
          />
        ) : null}
        {options.may.tasks ? (
          <TextField
            label={say('convert.task')}
            value={draft.task}
            onValue={(task) => onDraft({ ...draft, task })}
            placeholder={say('convert.noTask')}
            maxLength={200}
            autocomplete="off"
          />
        ) : null}
        {draft.task ? (
          <TextField
            label={say('convert.taskDay')}
            type="date"
            value={draft.taskDay}
            onValue={(taskDay) => onDraft({ ...draft, taskDay })}
          />
        ) : null}
      </div>
      {owner ? (
        <Checkbox
          label={say('convert.tellOwner', { name: owner.name })}
          checked={draft.tellOwner}
          onChecked={(tellOwner) => onDraft({ ...draft, tellOwner })}
        />
      ) : null}
      {options.lead.tags.length > 0 ? (
        <Checkbox
          label={say('convert.tags', { tags: options.lead.tags.join(', ') })}
          checked={draft.tags}
          onChecked={(tags) => onDraft({ ...draft, tags })}
        />
      ) : null}
    </Part>
  )
}
