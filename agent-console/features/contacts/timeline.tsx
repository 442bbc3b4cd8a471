import type { IconNode } from 'lucide'
import { CheckSquare, ContactRound, Mail, MessageCircle, Paperclip, SquareKanban, StickyNote, UserPlus } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { TimelineEntry } from '#shared/protocol/timeline'
import { type TimelineKind, timelineKinds } from '#shared/rules/timeline'
import { afterReload } from '../../data/connection'
import { contactOf, readTimeline, type Whose } from '../../data/contacts'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { withParameter } from '../../parts/deals/address'
import { personWords } from '../../parts/deals/words'
import { RuleLink } from '../../parts/rules/rule-link'
import { contactsPath } from '../../routes'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Toggle, Toggles } from '../../ui/toggles'
import { When } from '../../ui/when'
import styles from './timeline.module.css'
import { toldOf } from './timeline-words'

const icons: Record<TimelineKind, IconNode> = {
  conversations: MessageCircle,
  deals: SquareKanban,
  tasks: CheckSquare,
  notes: StickyNote,
  files: Paperclip,
  mail: Mail,
  leads: UserPlus,
  contacts: ContactRound,
}

/** Everything that has happened with somebody or at a company, the latest first; narrowed by kind. */
export function Timeline({ of }: { of: Whose }) {
  const [kinds, setKinds] = useState<readonly TimelineKind[]>([])
  const [items, setItems] = useState<readonly TimelineEntry[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const [wrong, setWrong] = useState('')
  const id = 'personId' in of ? of.personId : of.companyId
  const edition = 'personId' in of ? editionOf(of.personId) : editionAt(of.companyId)
  useEffect(() => {
    let wanted = true
    const load = () => {
      readTimeline(of, { kinds: [...kinds] }).then(
        (answer) => {
          if (!wanted) return
          setItems(answer.items)
          setNext(answer.next)
          setWrong('')
        },
        (error) => wanted && setWrong(refusalText(error)),
      )
    }
    // A moment later: what one does in a row is asked for once.
    const timer = setTimeout(load, items === null ? 0 : 300)
    const stop = afterReload(load)
    return () => {
      wanted = false
      clearTimeout(timer)
      stop()
    }
  }, [id, kinds, edition])
  const more = () => {
    if (next === null) return
    readTimeline(of, { kinds: [...kinds], before: next }).then(
      (answer) => {
        setItems([...(items ?? []), ...answer.items])
        setNext(answer.next)
      },
      (error) => setWrong(refusalText(error)),
    )
  }
  const turn = (kind: TimelineKind) =>
    setKinds(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind])
  return (
    <section class={styles.timeline} aria-label={t.value('timeline.title')}>
      <h2 class={styles.title}>{t.value('timeline.title')}</h2>
      <Toggles label={t.value('timeline.kinds')}>
        {timelineKinds.map((kind) => (
          <Toggle key={kind} pressed={kinds.includes(kind)} onPress={() => turn(kind)}>
            <Icon icon={icons[kind]} size={14} />
            {t.value(`timeline.${kind}`)}
          </Toggle>
        ))}
      </Toggles>
      {wrong ? <p class={styles.wrong}>{wrong}</p> : null}
      {items?.length === 0 ? <p class={styles.none}>{t.value('timeline.none')}</p> : null}
      <ol class={styles.entries}>
        {(items ?? []).map((entry) => (
          <Entry key={entry.n} entry={entry} named={'companyId' in of} />
        ))}
      </ol>
      {next === null ? null : <Button onClick={more}>{t.value('timeline.more')}</Button>}
    </section>
  )
}

/** At a company it is said of whom each is told. */
function Entry({ entry, named }: { entry: TimelineEntry; named: boolean }) {
  const { url } = useLocation()
  const { text, dealId, dealName, conversationId, rule } = toldOf(entry)
  const card = named && entry.personId ? contactOf(state.value, entry.personId) : undefined
  return (
    <li class={styles.entry} data-told={entry.name}>
      <span class={styles.icon}>
        <Icon icon={icons[entry.kind]} size={14} />
      </span>
      <span class={styles.text}>
        {conversationId ? <a href={`/inbox/all/${conversationId}`}>{text}</a> : text}
        {dealId && dealName ? (
          <>
            {' · '}
            <a href={withParameter(url, 'deal', dealId)}>{dealName}</a>
          </>
        ) : null}
        {card ? (
          <>
            {' · '}
            <a href={contactsPath(card.contact.id)}>
              {personWords({ name: card.contact.name || null, code: card.personCode })}
            </a>
          </>
        ) : null}
        {rule ? <RuleLink rule={rule} /> : null}
      </span>
      <When at={entry.at} class={styles.when} />
    </li>
  )
}

/** Changes whenever something becomes known of a person: then there is more to tell. */
function editionOf(personId: string): string {
  const { contacts, leads, deals, tasks, conversations, notes } = state.value
  const of = (rows: Iterable<{ personId: string; version: number }>) => {
    let sum = 0
    for (const row of rows) if (row.personId === personId) sum += row.version + 1
    return sum
  }
  return [
    of([...contacts.values()].map(({ contact }) => contact)),
    of([...leads.values()].map(({ lead }) => lead)),
    of([...deals.values()].map(({ deal }) => deal)),
    of(tasks.values()),
    of(conversations.values()),
    of([...notes.values()].map((note) => ({ ...note, personId: note.recordId }))),
  ].join(' ')
}

/** The same of a company: itself, its notes, and who works there. */
function editionAt(companyId: string): string {
  const { companies, contacts, notes } = state.value
  const people = [...contacts.values()].filter(({ contact }) => contact.companyId === companyId)
  const own = [...notes.values()].filter(({ recordId }) => recordId === companyId)
  return [
    companies.get(companyId)?.version,
    own.reduce((sum, { version }) => sum + version, 0),
    ...people.map(({ contact }) => editionOf(contact.personId)),
  ].join(' ')
}
