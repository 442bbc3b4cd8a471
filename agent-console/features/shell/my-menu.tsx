import { Keyboard, LogOut } from 'lucide'
import { locale, me, refusalText, setAvailability, setLocale, signOut, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Avatar } from '../../ui/avatar'
import { languages } from '../../ui/languages'
import { Menu, type MenuEntry } from '../../ui/menu'
import { theme, themes } from '../../ui/theme'
import styles from './shell.module.css'

/** Oneself: here or away, language, theme, shortcuts, the way out. */
export function MyMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const agent = me.value?.agent
  if (!agent) return null
  const say = t.value
  const be = (availability: 'online' | 'away') => {
    setAvailability(availability).catch((error: unknown) => toast(refusalText(error), { tone: 'danger' }))
  }
  const entries: MenuEntry[] = [
    { heading: agent.name },
    ...(['online', 'away'] as const).map((it) => ({
      label: say(`shell.${it}`),
      checked: agent.availability === it,
      onChoose: () => be(it),
    })),
    'line',
    { heading: say('shell.language') },
    ...languages.map(({ value, label }) => ({
      label,
      checked: locale.value === value,
      onChoose: () => setLocale(value),
    })),
    'line',
    { heading: say('shell.theme') },
    ...themes.map((it) => ({
      label: say(`shell.theme.${it}`),
      checked: theme.value === it,
      onChoose: () => {
        theme.value = it
      },
    })),
    'line',
    { label: say('shell.shortcuts'), icon: Keyboard, hint: '?', onChoose: onShortcuts },
    { label: say('shell.signOut'), icon: LogOut, onChoose: () => void signOut() },
  ]
  return (
    <Menu
      label={say('shell.you', { name: agent.name })}
      placement="right-end"
      entries={entries}
      trigger={
        <button type="button" class={styles.me} aria-label={say('shell.you', { name: agent.name })}>
          <Avatar id={agent.id} name={agent.name} presence={agent.availability} />
        </button>
      }
    />
  )
}
