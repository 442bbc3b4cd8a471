import type { Entry, OutboxStore } from '../delivery/ports'

/** A browser that has not answered by then is treated as one that refuses: the visitor must not wait for it. */
const patienceMs = 1000

/**
 * The outbox in IndexedDB, written through to the disk before it counts. Nothing is opened before the first use, so
 * nothing is stored before the visitor has written. Where the browser refuses, the tab's memory is all there is.
 */
export function deviceStore(site: string): OutboxStore {
  let opened: Promise<IDBDatabase> | null = null

  const run = async <Value>(mode: IDBTransactionMode, act: (entries: IDBObjectStore) => IDBRequest<Value>) => {
    try {
      opened ??= open(`parley:${site}`)
      const database = await opened
      return await within(
        new Promise<Value>((resolve, reject) => {
          const transaction = database.transaction('outbox', mode, { durability: 'strict' })
          const request = act(transaction.objectStore('outbox'))
          transaction.oncomplete = () => resolve(request.result)
          transaction.onabort = () => reject(transaction.error)
        }),
      )
    } catch {
      return undefined
    }
  }

  return {
    all: async () => (await run<Entry[]>('readonly', (entries) => entries.getAll())) ?? [],
    put: async (entry) => void (await run('readwrite', (entries) => entries.put(entry))),
    remove: async (id) => void (await run('readwrite', (entries) => entries.delete(id))),
  }
}

const open = (name: string) =>
  within(
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(request.error)
    }),
  )

const within = <Value>(promise: Promise<Value>) =>
  Promise.race([promise, new Promise<never>((_, reject) => setTimeout(reject, patienceMs))])
