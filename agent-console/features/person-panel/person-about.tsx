import type { ComponentChildren } from 'preact'
import type { Person } from '#shared/protocol/people'
import { pages } from '../../data/live'
import { t } from '../../data/session'
import { Section } from '../../parts/deals/section'
import { When } from '../../ui/when'
import styles from './person-about.module.css'
import { languageWords } from './person-head'
import { VisitedLink } from './visited-link'

/** Where somebody came from, what they are looking at, and what the site said about them. */
export function PersonAbout({ person, conversationId }: { person: Person; conversationId: string }) {
  const { origin } = person
  const page = pages.value.get(conversationId)
  return (
    <Section id="about" title={t.value('person.about')}>
      <dl class={styles.list}>
        {page ? (
          <Line label={t.value('person.now')}>
            <VisitedLink url={page.url} title={page.title} />
          </Line>
        ) : null}
        <Line label={t.value('person.firstPage')}>
          <VisitedLink url={origin.url} title={origin.title} />
        </Line>
        <Line label={t.value('person.referrer')}>
          {origin.referrer ? <VisitedLink url={origin.referrer} title="" /> : t.value('person.direct')}
        </Line>
        <Line label={t.value('person.firstSeen')}>
          <When at={person.firstSeenAt} as="full" />
        </Line>
        <Line label={t.value('person.language')}>{languageWords(person.language)}</Line>
        {person.device ? <Line label={t.value('person.device')}>{person.device}</Line> : null}
        {Object.entries(person.attributes).map(([name, value]) => (
          <Line key={name} label={name}>
            {String(value)}
          </Line>
        ))}
      </dl>
    </Section>
  )
}

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
)
