import { signal } from '@preact/signals'
import { afterReload } from './connection'
import { listAssignees } from './tasks'

/** By site: who may be given its tasks, once somebody has asked. */
const known = signal<ReadonlyMap<string, readonly string[]>>(new Map())
const asked = new Set<string>()

// Sites and people of the team may have changed.
afterReload(() => {
  asked.clear()
  for (const siteId of known.value.keys()) ask(siteId)
})

/** Who may be given tasks of a site. Nobody at first; asked for in the background, and shown when it is known. */
export function assigneesOf(siteId: string): readonly string[] {
  if (!asked.has(siteId)) queueMicrotask(() => ask(siteId))
  return known.value.get(siteId) ?? []
}

function ask(siteId: string): void {
  if (asked.has(siteId) || siteId === '') return
  asked.add(siteId)
  listAssignees(siteId).then(
    (ids) => {
      known.value = new Map(known.value).set(siteId, ids)
    },
    () => void asked.delete(siteId),
  )
}
