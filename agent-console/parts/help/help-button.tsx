import { CircleHelp } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../data/session'
import { IconButton } from '../../ui/button'
import { HelpDialog } from './help-dialog'
import type { HelpTopic } from './topics'

/** Explains where one is, without leading away from it. */
export function HelpButton({ topic }: { topic: HelpTopic }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton icon={CircleHelp} size="small" label={t.value('help.open')} onClick={() => setOpen(true)} />
      {open ? <HelpDialog topic={topic} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
