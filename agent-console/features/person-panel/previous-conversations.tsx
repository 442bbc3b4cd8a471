import { t } from '../../data/session'
import { state } from '../../data/store'
import { Section } from '../../parts/deals/section'
import { Badge } from '../../ui/badge'
import { When } from '../../ui/when'
import styles from './previous-conversations.module.css'

/** What was talked about before, each a way there. */
export function PreviousConversations({ personId, exceptId }: { personId: string; exceptId: string | null }) {
  const others = [...state.value.conversations.values()]
    .filter((one) => one.personId === personId && one.id !== exceptId)
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
  if (others.length === 0) return null
  return (
    <Section id="previous" title={t.value('person.previous')}>
      <ul class={styles.list}>
        {others.map((one) => (
          <li key={one.id}>
            <a class={styles.link} href={`/inbox/all/${one.id}`}>
              <span class={styles.preview}>{one.preview}</span>
              <Badge tone={one.status === 'open' ? 'success' : 'neutral'}>
                {t.value(one.status === 'open' ? 'person.open' : 'person.closed')}
              </Badge>
              <When at={one.lastAt} class={styles.when} />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
