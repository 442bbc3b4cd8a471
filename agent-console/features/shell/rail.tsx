import { Inbox, Settings, SquareKanban } from 'lucide'
import { t } from '../../data/session'
import { dealsPath, inboxPath, managePath } from '../../routes'
import { BrandMark } from '../../ui/brand-mark'
import { Icon } from '../../ui/icon'
import { Tooltip } from '../../ui/tooltip'
import { MyMenu } from './my-menu'
import { type Section, sections, unreadCount } from './sections'
import styles from './shell.module.css'

const looks = {
  inbox: { icon: Inbox, href: inboxPath(), keys: 'G I' },
  deals: { icon: SquareKanban, href: dealsPath(), keys: 'G D' },
  manage: { icon: Settings, href: managePath(), keys: 'G S' },
}

/** The parts of the console and oneself; along the bottom at phone width. */
export const Rail = ({ section, onShortcuts }: { section: Section | undefined; onShortcuts: () => void }) => (
  <nav class={styles.rail} aria-label={t.value('shell.navigation')}>
    <span class={styles.brand}>
      <BrandMark />
    </span>
    {sections.map((name) => (
      <RailLink key={name} name={name} current={name === section} />
    ))}
    <MyMenu onShortcuts={onShortcuts} />
  </nav>
)

function RailLink({ name, current }: { name: Section; current: boolean }) {
  const { icon, href, keys } = looks[name]
  const text = t.value(`shell.${name}`)
  const unread = name === 'inbox' ? unreadCount.value : 0
  return (
    <Tooltip text={text} hint={keys} placement="right">
      <a
        href={href}
        class={styles.link}
        aria-label={unread > 0 ? t.value('shell.inboxWaiting', { count: unread }) : text}
        aria-current={current ? 'page' : undefined}
        data-part={name}
      >
        <Icon icon={icon} size={18} />
        {unread > 0 ? <span class={styles.dot} /> : null}
        <span class={styles.word} aria-hidden="true">
          {text}
        </span>
      </a>
    </Tooltip>
  )
}
