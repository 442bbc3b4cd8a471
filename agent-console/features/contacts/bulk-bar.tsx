import { Tag, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { ManyChange } from '#shared/protocol/companies'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Button, IconButton } from '../../ui/button'
import { TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Menu } from '../../ui/menu'
import styles from './contacts.module.css'

type BulkBarProps = { count: number; onClear: () => void; onAct: (change: ManyChange) => void }

/** What can be done to all that are chosen. */
export function BulkBar({ count, onClear, onAct }: BulkBarProps) {
  const [tag, setTag] = useState<string | null>(null)
  const say = t.value
  const agents = [...state.value.agents.values()].filter(({ disabled }) => !disabled)
  const submit = () => {
    const said = tag?.trim() ?? ''
    if (said === '') return
    setTag(null)
    onAct({ act: 'tag', tag: said, remove: false })
  }
  return (
    <div class={styles.bulk} role="toolbar" aria-label={say('many.bar')}>
      <strong aria-live="polite">{say('contacts.picked', { count })}</strong>
      <Menu
        label={say('contact.owner')}
        placement="top-start"
        entries={[
          ...agents.map(({ id, name }) => ({ label: name, onChoose: () => onAct({ act: 'owner', ownerId: id }) })),
          'line',
          { label: say('deal.nobody'), onChoose: () => onAct({ act: 'owner', ownerId: null }) },
        ]}
        trigger={<Button>{say('contact.owner')}</Button>}
      />
      <Button icon={Tag} onClick={() => setTag('')}>
        {say('contacts.addTag')}
      </Button>
      <span class={styles.space} />
      <IconButton icon={X} label={say('contacts.drop')} onClick={onClear} />
      {tag === null ? null : (
        <FormDialog
          title={say('contacts.addTag')}
          action={say('contact.add')}
          busy={false}
          onSubmit={submit}
          onClose={() => setTag(null)}
        >
          <TextField label={say('contacts.tag')} value={tag} onValue={setTag} maxLength={40} autocomplete="off" />
        </FormDialog>
      )}
    </div>
  )
}
