import { createStore, del, get, set, type UseStore } from 'idb-keyval'

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

/** A value kept on this device, if any. */
export async function kept<Value>(name: string): Promise<Value | undefined> {
  if (memory.has(name)) return memory.get(name) as Value
  return store ? get<Value>(name, store).catch(() => undefined) : undefined
}

/** Forgets a value. */
export async function drop(name: string): Promise<void> {
  memory.delete(name)
  if (store) await del(name, store).catch(() => {})
}
