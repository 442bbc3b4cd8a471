import type { Permission } from './permissions'

/** What a person's time line is narrowed by. */
export const timelineKinds = ['conversations', 'deals', 'tasks', 'notes', 'files', 'mail', 'leads', 'contacts'] as const
export type TimelineKind = (typeof timelineKinds)[number]

type Told = { kind: TimelineKind; permission: Permission }

const of = (kind: TimelineKind, permission: Permission): Told => ({ kind, permission })
const talk = of('conversations', 'conversations.read')
const deal = of('deals', 'deals.read')
const task = of('tasks', 'deals.read')
const lead = of('leads', 'leads.read')
const contact = of('contacts', 'contacts.read')
// What one may read of them depends on what they stand beside: mayBeTold.
const file = of('files', 'contacts.read')
const mail = of('mail', 'contacts.read')

/** Every fact a time line tells, what kind it is of, and what one must be allowed to read. */
export const told = {
  'conversation.started': talk,
  'conversation.closed': talk,
  'conversation.reopened': talk,
  'note.written': of('notes', 'conversations.read'),
  // What one may read of them depends on what they stand beside: mayBeTold.
  'note.left': of('notes', 'contacts.read'),
  'note.edited': of('notes', 'contacts.read'),
  'note.removed': of('notes', 'contacts.read'),
  'note.restored': of('notes', 'contacts.read'),
  'deal.created': deal,
  'deal.moved': deal,
  'deal.transferred': deal,
  'deal.won': deal,
  'deal.lost': deal,
  'deal.reopened': deal,
  'deal.removed': deal,
  'task.created': task,
  'task.completed': task,
  'task.reopened': task,
  'task.cancelled': task,
  'file.added': file,
  'file.removed': file,
  'file.arrived': file,
  'mail.sent': mail,
  'mail.failed': mail,
  'lead.created': lead,
  'lead.edited': lead,
  'lead.moved': lead,
  'lead.removed': lead,
  'lead.restored': lead,
  'lead.converted': lead,
  'lead.returned': lead,
  'contact.created': contact,
  'contact.edited': contact,
  'contact.removed': contact,
  'contact.restored': contact,
  'company.created': contact,
  'company.edited': contact,
  'company.removed': contact,
  'company.restored': contact,
  'person.merged': contact,
  'person.parted': contact,
} as const satisfies Record<string, Told>

export type TimelineFact = keyof typeof told

/** The facts somebody with these permissions is told, of these kinds; of every kind when none is named. */
export const tellable = (permissions: ReadonlySet<Permission>, kinds: readonly TimelineKind[]): TimelineFact[] =>
  (Object.keys(told) as TimelineFact[]).filter(
    (name) => permissions.has(told[name].permission) && (kinds.length === 0 || kinds.includes(told[name].kind)),
  )

/** A card that was only put elsewhere in its column has not moved on its way. */
export const isNews = (name: string, data: unknown): boolean => {
  if (name !== 'deal.moved') return true
  const { deal: moved, fromStageId } = data as { deal: { stageId: string }; fromStageId: string }
  return moved.stageId !== fromStageId
}

type Beside = Partial<Record<'note' | 'file', { record?: string }>>

/** A note or a file of a deal is for those who may read deals, wherever it is told. */
export const mayBeTold = (permissions: ReadonlySet<Permission>, data: unknown): boolean => {
  const { note, file } = data as Beside
  return (note ?? file)?.record !== 'deal' || permissions.has('deals.read')
}

type Owned = Partial<
  Record<
    'conversation' | 'note' | 'deal' | 'task' | 'file' | 'mail' | 'lead' | 'contact',
    { personId?: string | null } | null
  >
> & { personId?: string | null; person?: { id: string } }

/** Whom a fact of a time line is about. */
export function personIn(data: unknown): string | null {
  const { personId, person, conversation, note, deal, task, file, mail, lead, contact } = data as Owned
  // A task names its deal, too; both are of one person.
  const owned = [task, deal, conversation, note, file, mail, lead, contact].find((row) => row?.personId)
  return personId ?? owned?.personId ?? person?.id ?? null
}
