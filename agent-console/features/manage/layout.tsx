import {
  Building2,
  ChevronLeft,
  CircleDollarSign,
  Contact,
  Globe,
  KeyRound,
  SquareKanban,
  UserPlus,
  UserRound,
  Users,
  Workflow,
} from 'lucide'
import type { ComponentChildren } from 'preact'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { managePath, type Topic, topics } from '../../routes'
import { Callout } from '../../ui/callout'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import styles from './layout.module.css'
import { isModule, mayOpen } from './topics'

const icons = {
  sites: Globe,
  team: Users,
  pipelines: SquareKanban,
  leads: UserPlus,
  contacts: Contact,
  companies: Building2,
  deals: CircleDollarSign,
  rules: Workflow,
  keys: KeyRound,
  account: UserRound,
}

type LayoutProps = {
  topic: Topic
  /** No topic was named: where there is room for one column only, the list is shown. */
  atTop: boolean
  children: ComponentChildren
}

/** Topics on one side, the chosen one on the other. */
export const Layout = ({ topic, atTop, children }: LayoutProps) => (
  <div class={styles.manage} data-top={atTop || undefined}>
    <h1 class="unseen">{t.value('manage.title')}</h1>
    <nav class={styles.nav} aria-label={t.value('manage.topics')}>
      <p class={styles.heading} aria-hidden="true">
        {t.value('manage.title')}
      </p>
      <ul>
        {topics.filter(mayOpen).map((it) => (
          <li key={it} class={classes(isModule(it) && styles.module)}>
            {it === 'leads' ? <p class={styles.group}>{t.value('manage.modules')}</p> : null}
            <a href={managePath(it)} class={styles.topic} aria-current={it === topic ? 'page' : undefined}>
              <Icon icon={icons[it]} />
              {t.value(`manage.${it}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <div class={styles.page} id="topic">
      <div class={styles.column}>
        <a href={managePath()} class={styles.back}>
          <Icon icon={ChevronLeft} />
          {t.value('manage.back')}
        </a>
        <Warnings />
        {children}
      </div>
    </div>
  </div>
)

/** What is not as it should be in a house that is open to the public. */
function Warnings() {
  const say = t.value
  if (!may('settings.manage')) return null
  const { limitsFactor } = state.value
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)
  return (
    <>
      {limitsFactor === 1 ? null : (
        <Callout tone="warning">{say('manage.warning.limits', { factor: String(limitsFactor) })}</Callout>
      )}
      {location.protocol === 'http:' && !isLocal ? (
        <Callout tone="warning">{say('manage.warning.http')}</Callout>
      ) : null}
    </>
  )
}

type HeadProps = { title: string; text: string; action?: ComponentChildren }

/** A topic's name, a sentence about it, and the one thing to do. */
export const TopicHead = ({ title, text, action }: HeadProps) => (
  <header class={styles.head}>
    <div class={styles.words}>
      <h2 class={styles.title}>{title}</h2>
      <p class={styles.text}>{text}</p>
    </div>
    {action}
  </header>
)
