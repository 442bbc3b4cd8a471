import type { CompanyMatch, PersonMatch } from '#shared/protocol/matches'
import { t } from '../../data/session'
import { Badge } from '../../ui/badge'
import { personWords } from '../deals/words'
import styles from './match-list.module.css'

type Match = Pick<PersonMatch, 'reasons' | 'strength'>

const tones = { strong: 'danger', middle: 'warning', hint: 'neutral' } as const

/** People who may be there already, each with why. Nothing happens because of it: one looks, and goes on or there. */
export function PersonMatches({ matches, hrefOf }: { matches: readonly PersonMatch[]; hrefOf: HrefOf }) {
  return (
    <div class={styles.matches}>
      <p class="unseen" role="status">
        {matches.length > 0 ? t.value('match.count', { count: matches.length }) : ''}
      </p>
      {matches.length > 0 ? (
        <>
          <h3 class={styles.title}>{t.value('match.people')}</h3>
          <ul class={styles.list}>
            {matches.map((match) => (
              <li key={match.personId} class={styles.match}>
                <PersonName match={match} href={hrefOf(match)} />
                <Why match={match} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

/** Where somebody is looked at; null where there is no page of theirs. */
export type HrefOf = (match: PersonMatch) => string | null

function PersonName({ match, href }: { match: PersonMatch; href: string | null }) {
  const { personName, personCode, companyName, contactId } = match
  const name = [personWords({ name: personName || null, code: personCode }), companyName].filter(Boolean).join(' · ')
  return (
    <span class={styles.who}>
      {/* A new page: what is being typed here is not lost. */}
      {href ? (
        <a href={href} target="_blank" rel="noopener">
          {name}
        </a>
      ) : (
        name
      )}
      <Badge tone="info">{t.value(contactId ? 'match.contact' : 'match.lead')}</Badge>
    </span>
  )
}

/** Why something is shown: how sure it is and what is the same. */
export function Why({ match: { reasons, strength } }: { match: Match | CompanyMatch }) {
  return (
    <span class={styles.why}>
      <Badge tone={tones[strength]}>{t.value(`match.${strength}`)}</Badge>{' '}
      {reasons.map(({ field, value }) => t.value(`match.${field}`, { value })).join(', ')}
    </span>
  )
}
