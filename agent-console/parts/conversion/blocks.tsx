import type { Block } from '#shared/protocol/changes'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import styles from './conversion.module.css'
import { fieldWords } from './words'

/** What was changed since and keeps something from being taken back. */
export function Blocks({ blocks, onClose }: { blocks: readonly Block[]; onClose: () => void }) {
  const say = t.value
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('undo.blocked')}
      actions={
        <Button kind="primary" onClick={onClose} data-focus>
          {say('undo.leave')}
        </Button>
      }
    >
      <p class={styles.quiet}>{say('undo.blockedText')}</p>
      <ul class={styles.lines}>
        {blocks.map((block) => (
          <li key={`${block.record} ${block.id} ${block.field}`} dir="auto">
            {blockWords(block)}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function blockWords({ record, name, field, why, byAgentId }: Block): string {
  const who = (byAgentId && state.value.agents.get(byAgentId)?.name) || t.value('deal.somebody')
  if (why === 'changed') return t.value('undo.changed', { who, name, field: field ? fieldWords(field) : '' })
  if (why === 'closed') return t.value('undo.closed')
  if (why === 'used') return t.value(record === 'lead' ? 'undo.leadAgain' : 'undo.used', { name })
  return t.value(why === 'merged' ? 'undo.merged' : 'undo.removed', { name })
}
