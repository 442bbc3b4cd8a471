import { withParameter } from '../../parts/deals/address'

/** The same address, showing the report itself and not what one of its numbers counts. */
export const withoutGroup = (url: string): string => withParameter(withParameter(url, 'group', null), 'step', null)

/** Where the very chats are found that a number counts; of all groups where `group` is absent, an empty one is null's. */
export function countedAt(url: string, step: string, group?: string): string {
  const narrowed = withParameter(withoutGroup(url), 'step', step)
  if (group === undefined) return narrowed
  const [path = '', query = ''] = narrowed.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('group', group)
  return `${path}?${parameters}`
}
