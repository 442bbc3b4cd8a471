import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Person } from '#shared/protocol/people'
import { pages } from '../../data/live'
import { t } from '../../data/session'
import { Section } from '../../parts/deals/section'
import { When } from '../../ui/when'
import styles from './person-about.module.css'
import { languageWords } from './person-head'
import { safeUrl } from './safe-url'
import { VisitedLink } from './visited-link'

/** Where somebody came from, what they are looking at, and what the page said about them. */
export function PersonAbout({ person, conversationId }: { person: Person; conversationId: string | null }) {
  const { origin } = person
  const page = pages.value.get(conversationId ?? '')
  return (
    <Section id="about" title={t.value('person.about')}>
      <dl class={styles.list}>
        {page ? (
          <Line label={t.value('person.now')}>
            <VisitedLink url={page.url} title={page.title} />
          </Line>
        ) : null}
        {/* Somebody written down by the team came from no page. */}
        {origin.url ? (
          <>
            <Line label={t.value('person.firstPage')}>
              <VisitedLink url={origin.url} title={origin.title} />
            </Line>
            <Line label={t.value('person.referrer')}>
              {origin.referrer ? <VisitedLink url={origin.referrer} title="" /> : t.value('person.direct')}
            </Line>
          </>
        ) : null}
        <Line label={t.value('person.firstSeen')}>
          <When at={person.firstSeenAt} as="full" />
        </Line>
        {person.language ? <Line label={t.value('person.language')}>{languageWords(person.language)}</Line> : null}
        {person.device ? <Line label={t.value('person.device')}>{person.device}</Line> : null}
      </dl>
      <SaidByPage attributes={person.attributes} />
    </Section>
  )
}

/** What the page told about its visitor, apart from what Parley saw itself: anybody can make a page say anything. */
function SaidByPage({ attributes }: Pick<Person, 'attributes'>) {
  const said = Object.entries(attributes)
  const id = useId()
  if (said.length === 0) return null
  return (
    <div class={styles.said}>
      <h4 id={id} class={styles.saidBy}>
        {t.value('person.saidByPage')}
      </h4>
      <p class={styles.unproven}>{t.value('person.unproven')}</p>
      <dl class={styles.list} aria-labelledby={id}>
        {said.map(([name, value]) => (
          <Line key={name} label={name}>
            <Said words={String(value)} />
          </Line>
        ))}
      </dl>
    </div>
  )
}

/** An address of a web page is a link, anything else is words. */
function Said({ words }: { words: string }) {
  const safe = safeUrl(words)
  if (!safe) return <>{words}</>
  return (
    <a href={safe.href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  )
}

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
)
