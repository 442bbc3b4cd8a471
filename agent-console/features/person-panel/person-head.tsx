import type { Person } from '#shared/protocol/people'
import { onlinePeople } from '../../data/live'
import { locale, t } from '../../data/session'
import { personWords } from '../../parts/deals/words'
import { Avatar } from '../../ui/avatar'
import styles from './person-head.module.css'

/** Who it is, at a glance. */
export function PersonHead({ person }: { person: Person }) {
  const name = personWords(person)
  const online = onlinePeople.value.has(person.id)
  return (
    <div class={styles.head}>
      <Avatar id={person.id} name={name} size={44} presence={online ? 'online' : 'offline'} />
      <div class={styles.words}>
        <p class={styles.name}>{name}</p>
        <p class={styles.meta}>
          {[online ? t.value('person.online') : '', languageWords(person.language)].filter(Boolean).join(' · ')}
        </p>
      </div>
    </div>
  )
}

/** `tr-TR` in the reader's language; the tag itself when nobody has a word for it. */
export function languageWords(tag: string): string {
  try {
    const name = new Intl.DisplayNames(locale.value, { type: 'language' }).of(new Intl.Locale(tag).language) ?? tag
    return name.charAt(0).toLocaleUpperCase(locale.value) + name.slice(1)
  } catch {
    return tag
  }
}
