import { Refusal } from '#shared/protocol/refusals'
import { type View, type ViewOf, viewWords } from '#shared/protocol/views'
import type { Permission } from '#shared/rules/permissions'

/** Whether an agent may read what a view is of. */
export const mayRead = ({ permissions }: { permissions: ReadonlySet<Permission> }, of: ViewOf): boolean =>
  permissions.has(of === 'companies' ? 'contacts.read' : `${of}.read`)

/** A view as its list would be asked. @throws Refusal `malformed` for words its list does not know */
export function assertAskable<Kept extends Pick<View, 'of' | 'filter' | 'sort'>>(view: Kept): Kept {
  const words = viewWords[view.of].filter.strict().safeParse(view.filter)
  if (!words.success) throw new Refusal('malformed', { field: 'filter' })
  if (view.sort !== null && !viewWords[view.of].sort.safeParse(view.sort).success)
    throw new Refusal('malformed', { field: 'sort' })
  // As they are written down, a word that says nothing narrows nothing.
  const said = Object.entries(words.data).filter(([, value]) => value !== undefined && value !== '')
  return { ...view, filter: Object.fromEntries(said) as View['filter'] }
}
