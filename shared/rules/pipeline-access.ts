import type { Permission } from './permissions'

type Knower = { id: string; permissions: ReadonlySet<Permission> }

/**
 * Whether an agent may know a pipeline and the deals in it: it is open to everybody, or it names them. Whoever manages
 * the settings knows every one.
 */
export const mayKnow = ({ memberIds }: { memberIds: readonly string[] }, { id, permissions }: Knower): boolean =>
  memberIds.length === 0 || memberIds.includes(id) || permissions.has('settings.manage')

/**
 * The agents a pipeline names, in one order. Whoever closes one and would not know it otherwise is among them: nobody
 * shuts the door behind them and cannot open it again.
 */
export function membersOf(memberIds: readonly string[], by: Knower): string[] {
  const isShutOut = memberIds.length > 0 && !mayKnow({ memberIds }, by)
  return [...new Set(isShutOut ? [...memberIds, by.id] : memberIds)].sort()
}
