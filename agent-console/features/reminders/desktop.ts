import { signal } from '@preact/signals'

/** Whether this browser may show reminders outside the page; `none` where it can not, as on plain http. */
export const desktop = signal<'none' | NotificationPermission>(
  typeof Notification === 'undefined' || !window.isSecureContext ? 'none' : Notification.permission,
)

/** Asks for it; only ever because somebody pressed a button. */
export async function allowDesktop(): Promise<void> {
  if (desktop.value === 'none') return
  desktop.value = await Notification.requestPermission().catch(() => Notification.permission)
}

/** Shows a reminder outside the page, where that is allowed and the page is not looked at. */
export function showOnDesktop(tag: string, title: string, onOpen: () => void): void {
  if (desktop.value !== 'granted' || document.hasFocus()) return
  try {
    const shown = new Notification(title, { tag, icon: '/favicon.svg' })
    shown.onclick = () => {
      window.focus()
      shown.close()
      onOpen()
    }
  } catch {
    // Some phones allow it and then have no such thing: the page itself still says it.
  }
}
