const place = 'parley:reminded'
/** So many reminders are remembered; older ones have been answered or are shown in the list. */
const most = 200
/** A tab nobody sees lets those that are seen go first. */
const politenessMs = 250

/**
 * Whether this tab is the one that says it: each reminder is said once on a device, however many tabs are open and
 * however often they are loaded. Without storage a tab answers for itself.
 */
export async function claim(keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  if (document.visibilityState !== 'visible') await new Promise((resolve) => setTimeout(resolve, politenessMs))
  // Locks exist in secure contexts only. Elsewhere storage alone decides, which is right unless two tabs read at once.
  return navigator.locks ? navigator.locks.request(place, async () => take(keys)) : take(keys)
}

const own = new Set<string>()

function take(keys: readonly string[]): string[] {
  const said = recall()
  const fresh = keys.filter((key) => !said.includes(key) && !own.has(key))
  for (const key of fresh) own.add(key)
  try {
    if (fresh.length > 0) localStorage.setItem(place, JSON.stringify([...said, ...fresh].slice(-most)))
  } catch {
    // Storage is refused: it is remembered as long as the page lives.
  }
  return fresh
}

function recall(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : []
  } catch {
    return []
  }
}
