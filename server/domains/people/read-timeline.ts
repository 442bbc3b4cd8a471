import type { TeamCaller, TeamContext } from '#server/context'
import { personScope, type Scope } from '#server/events/audience'
import { knownOf } from '#server/events/hearing'
import type { Reader } from '#server/storage/db'
import type { CheckedInputOf, Fact, FactName, OutputOf } from '#shared/protocol/index'
import type { Mail } from '#shared/protocol/mail'
import type { TimelineEntry } from '#shared/protocol/timeline'
import { isNews, mayBeTold, personIn, type TimelineFact, tellable, told } from '#shared/rules/timeline'
import { accessPerson } from './access'
import { listAliases } from './alias-queries'
import { listGoneNotes, listTold } from './timeline-queries'

/** What has happened with a person, the latest first: of the kinds one wants and may read. */
export async function readTimeline(
  { personId, ...asked }: CheckedInputOf<'person:timeline'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'person:timeline'>> {
  const { id } = await accessPerson(read, caller, personId)
  return tellTimeline(read, caller, await historiesOf(read, [id]), asked)
}

/** The histories of people: what happened with whoever turned out to be the same is theirs, too. */
export const historiesOf = async (db: Reader, ids: readonly string[]): Promise<Scope[]> =>
  [...ids, ...(await listAliases(db, ids))].map(personScope)

type Asked = Omit<CheckedInputOf<'person:timeline'>, 'personId'>

/** What stands in some histories, the latest first. */
export async function tellTimeline(
  db: Reader,
  caller: TeamCaller,
  scopes: readonly Scope[],
  { kinds, before, limit }: Asked,
): Promise<OutputOf<'person:timeline'>> {
  // Assigned for its type: what is told must be a fact.
  const names: readonly FactName[] = tellable(caller.permissions, kinds)
  const items: TimelineEntry[] = []
  for (let next = before; ; ) {
    const rows = await listTold(db, scopes, names, next, limit)
    const facts = rows.map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) }) as Fact)
    for (const { n, name, at, data } of await knownOf(db, caller, facts)) {
      const said = data as { byAgentId?: string | null }
      if (!isNews(name, said) || !mayBeTold(caller.permissions, said)) continue
      const fact = name as TimelineFact
      const who = { personId: personIn(said), byAgentId: said.byAgentId ?? null }
      items.push({ n, name: fact, at, kind: told[fact].kind, ...who, data: asTold(said, caller) })
      if (items.length === limit) return { items: await withoutGone(db, items), next: n }
    }
    if (rows.length < limit) return { items: await withoutGone(db, items), next: null }
    next = rows.at(-1)?.n
  }
}

type OfMail = { mail?: Pick<Mail, 'personId' | 'to' | 'subject' | 'ruleId' | 'ruleName'> }

/**
 * What the mail server said is for who manages the settings. A rule may have written of a deal: whoever may not know
 * every pipeline is told that there was a mail, and not what it was about.
 */
function asTold(said: object, { closedPipelineIds }: TeamCaller): object {
  const { mail } = said as OfMail
  if (!mail) return said
  const { personId, to, subject, ruleId, ruleName } = mail
  return { mail: { personId, to, subject: closedPipelineIds.length > 0 ? '' : subject, ruleId, ruleName } }
}

type OfNote = { note?: { id: string; body: string } }

/** That there was a note stays told; its words go with it. */
async function withoutGone(db: Reader, items: TimelineEntry[]): Promise<TimelineEntry[]> {
  const noteOf = ({ name, data }: TimelineEntry) => (name.startsWith('note.') ? (data as OfNote).note : undefined)
  const gone = await listGoneNotes(db, [...new Set(items.flatMap((item) => noteOf(item)?.id ?? []))])
  return items.map((item) => {
    const note = noteOf(item)
    if (!note || !gone.has(note.id)) return item
    return { ...item, data: { ...(item.data as object), note: { ...note, body: '' } } }
  })
}
