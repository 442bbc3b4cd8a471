import type { VisitorMessage } from '#shared/protocol/visits'
import type { Reply } from './ask'
import { backoff } from './backoff'
import { passes } from './passing'
import type { Clock, Entry, OutboxStore } from './ports'

/** The most that waits to be sent. */
export const outboxLimit = 200

/** `sent` is acknowledged and stays only until the view shows it, so that no bubble blinks. */
export type Pending = Entry & {
  state: 'sending' | 'sent' | 'failed'
  /** Another tab's: shown here and sent there. */
  foreign: boolean
}

export type Sent = { conversationId: string; message: VisitorMessage }

type Setup = {
  store: OutboxStore
  clock: Clock
  send(entry: Entry): Promise<Reply<Sent>>
  acknowledged(sent: Sent, entry: Entry): void
  failed(entry: Entry, code: string): void
  changed(): void
}

/** What the visitor has written and the server has not yet confirmed: sent in order, one at a time, for ever. */
export type Outbox = {
  pending(): readonly Pending[]
  /**
   * Takes over what the store holds of this visitor. An entry older than `lingering` ms is ours to send, whichever
   * tab wrote it: that tab may be gone.
   */
  load(visitor: string, lingering: number): Promise<void>
  /** Resolves once the entry is as safe as this browser allows, and only then shows it. */
  add(entry: Omit<Entry, 'at'>): Promise<Entry | 'full'>
  /** Shows what another tab sends. */
  mirror(entry: Entry): void
  /** The view shows this message, or another tab has dropped it. */
  settle(id: string): void
  retry(id: string): void
  discard(id: string): void
  /** Connected and synced: send. */
  resume(): void
  pause(): void
}

export function createOutbox({ store, clock, send, acknowledged, failed, changed }: Setup): Outbox {
  let pending: readonly Pending[] = []
  let flowing = false
  let busy = false
  let attempt = 0
  let lastAt = 0
  let cancel: (() => void) | null = null

  const set = (next: readonly Pending[]) => {
    pending = [...next].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    changed()
  }
  const edit = (id: string, change: Partial<Pending>) =>
    set(pending.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)))
  const has = (id: string) => pending.some((entry) => entry.id === id)

  const pump = async () => {
    const next = pending.find((entry) => entry.state === 'sending' && !entry.foreign)
    if (!flowing || busy || cancel || !next) return
    busy = true
    const entry = plain(next)
    const reply = await send(entry)
    busy = false
    take(entry, reply)
    void pump()
  }

  const take = (entry: Entry, reply: Reply<Sent>) => {
    if ('ok' in reply) {
      attempt = 0
      edit(entry.id, { state: 'sent' })
      void store.remove(entry.id)
      acknowledged(reply.ok, entry)
      return
    }
    if ('refused' in reply && !passes(reply.refused.code)) {
      attempt = 0
      const code = reply.refused.code
      edit(entry.id, { state: 'failed', failed: code })
      void store.put({ ...entry, failed: code })
      failed(entry, code)
      return
    }
    // A line that is gone needs no waiting here: the next connection resumes.
    if ('lost' in reply && reply.lost === 'line') return
    const hint = 'refused' in reply ? (reply.refused.details?.retryAfterMs ?? 0) : 0
    cancel = clock.after(Math.max(hint, backoff(attempt++, clock.random())), () => {
      cancel = null
      void pump()
    })
  }

  const rest = () => {
    cancel?.()
    cancel = null
    attempt = 0
  }

  return {
    pending: () => pending,
    load: async (visitor, lingering) => {
      const stored = await store.all()
      const ours = stored.filter((entry) => entry.visitor === visitor)
      for (const entry of stored) if (entry.visitor !== visitor) void store.remove(entry.id)
      const isOld = (entry: Entry) => clock.now() - entry.at >= lingering
      const fresh = ours.filter(({ id }) => !has(id)).map((entry) => ({ ...toPending(entry), foreign: !isOld(entry) }))
      const known = pending.filter((entry) => !entry.foreign || ours.some(({ id }) => id === entry.id))
      set([...known.map((entry) => ({ ...entry, foreign: entry.foreign && !isOld(entry) })), ...fresh])
      void pump()
    },
    add: async (words) => {
      if (pending.filter((entry) => entry.state !== 'sent').length >= outboxLimit) return 'full'
      lastAt = Math.max(clock.now(), lastAt + 1)
      const entry: Entry = { ...words, at: lastAt }
      await store.put(entry)
      set([...pending, toPending(entry)])
      void pump()
      return entry
    },
    mirror: (entry) => {
      if (!has(entry.id)) set([...pending, { ...toPending(entry), foreign: true }])
    },
    settle: (id) => {
      if (!has(id)) return
      set(pending.filter((entry) => entry.id !== id))
      void store.remove(id)
    },
    retry: (id) => {
      const entry = pending.find((one) => one.id === id && one.state === 'failed')
      if (!entry) return
      edit(id, { state: 'sending', failed: undefined, foreign: false })
      void store.put(plain({ ...entry, failed: undefined }))
      void pump()
    },
    discard: (id) => {
      set(pending.filter((entry) => entry.id !== id || entry.state !== 'failed'))
      void store.remove(id)
    },
    resume: () => {
      rest()
      flowing = true
      void pump()
    },
    pause: () => {
      rest()
      flowing = false
    },
  }
}

const toPending = (entry: Entry): Pending => ({ ...entry, state: entry.failed ? 'failed' : 'sending', foreign: false })

const plain = ({ state: _, foreign: __, ...entry }: Pending): Entry => entry
