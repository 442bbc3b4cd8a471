import { BellRing } from 'lucide'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { IconButton } from '../../ui/button'
import { allowDesktop, desktop } from './desktop'

/** Asks the browser for reminders outside the page; gone as soon as it has answered, and where it can not. */
export function DesktopButton() {
  if (desktop.value !== 'default') return null
  const allow = () =>
    allowDesktop().then(
      () => toast(t.value(desktop.value === 'granted' ? 'tasks.desktopOn' : 'tasks.desktopOff')),
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  return <IconButton icon={BellRing} size="small" label={t.value('tasks.desktop')} onClick={() => void allow()} />
}
