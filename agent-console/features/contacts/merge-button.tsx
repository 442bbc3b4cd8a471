import { Merge } from 'lucide'
import { useState } from 'preact/hooks'
import type { Contact } from '#shared/protocol/contacts'
import { t } from '../../data/session'
import { Button } from '../../ui/button'
import { MergeDialog } from './merge-dialog'

/** Begins a merge with another contact: one that is named, or one that is looked for. */
export function MergeButton({ contact, otherId = null }: { contact: Contact; otherId?: string | null }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={Merge} onClick={() => setOpen(true)}>
        {t.value('merge.with')}
      </Button>
      {isOpen ? <MergeDialog contact={contact} otherId={otherId} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
