import { createStore, del, entries, set, type UseStore } from 'idb-keyval'

let store: UseStore | null = null
const memory = new Map<string, unknown>()

// Private windows and strict settings refuse IndexedDB; then things are kept as long as the tab lives.
try {
  store = typeof indexedDB === 'undefined' ? null : createStore('parley', 'keep')
} catch {
  store = null
}

/** Keeps a value on this device under a name. */
export async function keep(name: string, value: unknown): Promise<void> {
  memory.set(name, value)
  if (store) await set(name, value, store).catch(() => {})
}

/** All values kept on this device whose names begin so, those of other tabs included. */
export async function keptUnder<Value>(prefix: string): Promise<Value[]> {
  const stored = store ? await entries<string, Value>(store).catch(() => []) : []
  const all = new Map<string, unknown>([...memory, ...stored])
  return [...all].filter(([name]) => name.startsWith(prefix)).map(([, value]) => value as Value)
}

/** Forgets a value. */
export async function drop(name: string): Promise<void> {
  memory.delete(name)
  if (store) await del(name, store).catch(() => {})
}
