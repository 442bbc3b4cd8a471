import { Undo2 } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Block, ChangeRecord } from '#shared/protocol/changes'
import type { Contact } from '#shared/protocol/contacts'
import { contactNews } from '../../data/contact-lists'
import { listChanges, undoConversion, unmergeContacts } from '../../data/conversion'
import { may, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Blocks } from '../../parts/conversion/blocks'
import { takeBack } from '../../parts/conversion/take-back'
import { leadPath } from '../../routes'
import { Button } from '../../ui/button'
import { When } from '../../ui/when'
import styles from './can-be-undone.module.css'

/** Conversions and merges this contact came of, each with its way back while there is one. */
export function CanBeUndone({ contact }: { contact: Contact }) {
  const [changes, setChanges] = useState<readonly ChangeRecord[]>([])
  const [blocks, setBlocks] = useState<readonly Block[] | null>(null)
  const [busy, setBusy] = useState('')
  const { route } = useLocation()
  const news = contactNews.value
  useEffect(() => {
    let wanted = true
    listChanges(contact.id).then(
      (found) => wanted && setChanges(found),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [contact.id, news])
  const undo = async ({ id, kind, leadId, about }: ChangeRecord) => {
    setBusy(id)
    const isBack = await takeBack(
      () => (kind === 'conversion' && leadId ? undoConversion(leadId) : unmergeContacts(contact.id, id)),
      setBlocks,
    )
    setBusy('')
    if (!isBack) return
    setChanges((before) => before.filter((one) => one.id !== id))
    if (kind === 'merge') return toast(t.value('merge.undone'))
    toast(t.value('convert.undone', { name: about }))
    if (leadId) route(leadPath(leadId))
  }
  const mine = changes.filter(({ kind }) => may(kind === 'conversion' ? 'leads.convert' : 'contacts.write'))
  if (mine.length === 0 && !blocks) return null
  return (
    <ul class={styles.list}>
      {mine.map((change) => (
        <li key={change.id} class={styles.change}>
          <span class={styles.words}>
            {t.value(`undo.${change.kind}`, { name: change.about })}{' '}
            <span class={styles.until}>
              {t.value('undo.until')} <When at={change.expiresAt} as="full" />
            </span>
          </span>
          <Button size="small" icon={Undo2} busy={busy === change.id} onClick={() => void undo(change)}>
            {t.value(change.kind === 'conversion' ? 'convert.undo' : 'undo.unmerge')}
          </Button>
        </li>
      ))}
      {blocks ? <Blocks blocks={blocks} onClose={() => setBlocks(null)} /> : null}
    </ul>
  )
}
