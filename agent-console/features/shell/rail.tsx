import { ChartColumn, ContactRound, Inbox, ListTodo, Settings, SquareKanban, UserPlus } from 'lucide'
import type { Permission } from '#shared/rules/permissions'
import { may, t } from '../../data/session'
import { contactsPath, dealsPath, inboxPath, leadsPath, managePath, reportsPath, tasksPath } from '../../routes'
import { BrandMark } from '../../ui/brand-mark'
import { Icon } from '../../ui/icon'
import { Tooltip } from '../../ui/tooltip'
import { MyMenu } from './my-menu'
import { dueCount, newLeads, type Section, sections, unreadCount } from './sections'
import styles from './shell.module.css'

const looks = {
  inbox: { icon: Inbox, href: inboxPath(), keys: 'G I' },
  deals: { icon: SquareKanban, href: dealsPath(), keys: 'G D' },
  tasks: { icon: ListTodo, href: tasksPath(), keys: 'G T' },
  leads: { icon: UserPlus, href: leadsPath(), keys: 'G L' },
  contacts: { icon: ContactRound, href: contactsPath(), keys: 'G C' },
  reports: { icon: ChartColumn, href: reportsPath(), keys: 'G R' },
  manage: { icon: Settings, href: managePath(), keys: 'G S' },
}

/** What one must be allowed to for a part to be of use; the others are for everybody. */
const neededFor: Partial<Record<Section, Permission>> = {
  leads: 'leads.read',
  contacts: 'contacts.read',
  reports: 'deals.read',
}

/** The parts of the console and oneself; along the bottom at phone width. */
export const Rail = ({ section, onShortcuts }: { section: Section | undefined; onShortcuts: () => void }) => (
  <nav class={styles.rail} aria-label={t.value('shell.navigation')}>
    <span class={styles.brand}>
      <BrandMark />
    </span>
    {sections
      .filter((name) => isOpenTo(neededFor[name]))
      .map((name) => (
        <RailLink key={name} name={name} current={name === section} />
      ))}
    <MyMenu onShortcuts={onShortcuts} />
  </nav>
)

const isOpenTo = (needed: Permission | undefined) => needed === undefined || may(needed)

function RailLink({ name, current }: { name: Section; current: boolean }) {
  const { icon, href, keys } = looks[name]
  const text = t.value(`shell.${name}`)
  const unread = name === 'inbox' ? unreadCount.value : 0
  const count = name === 'tasks' ? dueCount.value : name === 'leads' ? newLeads.value : 0
  const counted = name === 'leads' ? 'shell.leadsNew' : 'shell.tasksDue'
  return (
    <Tooltip text={text} hint={keys} placement="right">
      <a
        href={href}
        class={styles.link}
        aria-label={
          unread > 0 ? t.value('shell.inboxWaiting', { count: unread }) : count > 0 ? t.value(counted, { count }) : text
        }
        aria-current={current ? 'page' : undefined}
        data-part={name}
      >
        <Icon icon={icon} size={18} />
        {unread > 0 ? <span class={styles.dot} /> : null}
        <span class={styles.word} aria-hidden="true">
          {text}
        </span>
        {/* Behind the word, and with a space, as the whole is named. */}
        {count > 0 ? ' ' : null}
        {count > 0 ? (
          <span class={name === 'tasks' ? styles.due : styles.news} aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </a>
    </Tooltip>
  )
}
