import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../data/session'
import { dealsPath, inboxPath, managePath } from '../../routes'
import { classes } from '../../ui/classes'
import { useHotkeys } from '../../ui/hotkeys'
import { ShortcutSheet } from '../../ui/shortcut-sheet'
import { OfflineBanner } from './offline-banner'
import { Rail } from './rail'
import { sectionOf, unreadCount } from './sections'
import styles from './shell.module.css'

/** The rail, and beside it the screen. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path, route } = useLocation()
  const [sheet, setSheet] = useState(false)
  const say = t.value
  const group = say('shell.goTo')
  useHotkeys([
    { keys: '?', label: say('shell.shortcuts'), group: say('shell.everywhere'), run: () => setSheet(true) },
    { keys: 'g i', label: say('shell.inbox'), group, run: () => route(inboxPath()) },
    { keys: 'g d', label: say('shell.deals'), group, run: () => route(dealsPath()) },
    { keys: 'g s', label: say('shell.manage'), group, run: () => route(managePath()) },
  ])
  const section = sectionOf(path)
  const count = unreadCount.value
  useEffect(() => {
    const name = section && section !== 'inbox' ? `${say(`shell.${section}`)} · Parley` : 'Parley'
    document.title = count > 0 ? `(${count}) ${name}` : name
  }, [section, count, say])
  // On a phone an open conversation needs the room that the bar takes.
  const deep = /^\/inbox\/[^/]+\/[^/]+/.test(path)
  return (
    <div class={classes(styles.shell, deep && styles.deep)}>
      <a href="#content" class={styles.skip}>
        {say('shell.skip')}
      </a>
      <Rail section={section} onShortcuts={() => setSheet(true)} />
      <div class={styles.side}>
        <OfflineBanner />
        <main id="content" tabIndex={-1} class={styles.content}>
          {children}
        </main>
      </div>
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  )
}
