import { ChevronLeft, Globe, UserRound, Users } from 'lucide'
import type { ComponentChildren } from 'preact'
import { t } from '../../data/session'
import { managePath, type Topic, topics } from '../../routes'
import { Icon } from '../../ui/icon'
import styles from './layout.module.css'

const icons = { sites: Globe, team: Users, account: UserRound }

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
        {topics.map((it) => (
          <li key={it}>
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
        {children}
      </div>
    </div>
  </div>
)

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
