import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../data/session'
import { Conversion } from '../../parts/conversion/converting'
import { EntryDialog } from '../../parts/deals/entry-dialog'
import { NextTaskDialog } from '../../parts/deals/next-task'
import { contactsPath, dealsPath, inboxPath, leadsPath, managePath, reportsPath, tasksPath } from '../../routes'
import { classes } from '../../ui/classes'
import { useHotkeys } from '../../ui/hotkeys'
import { ShortcutSheet } from '../../ui/shortcut-sheet'
import { OfflineBanner } from './offline-banner'
import { Rail } from './rail'
import { sectionOf, unreadCount } from './sections'
import styles from './shell.module.css'
import { useCalls } from './use-calls'

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
    { keys: 'g t', label: say('shell.tasks'), group, run: () => route(tasksPath()) },
    { keys: 'g l', label: say('shell.leads'), group, run: () => route(leadsPath()) },
    { keys: 'g c', label: say('shell.contacts'), group, run: () => route(contactsPath()) },
    { keys: 'g r', label: say('shell.reports'), group, run: () => route(reportsPath()) },
    { keys: 'g s', label: say('shell.manage'), group, run: () => route(managePath()) },
  ])
  useCalls()
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
      <Conversion />
      <EntryDialog />
      <NextTaskDialog />
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  )
}
