/** A fault planted in a copy of the product: in this file, this text becomes that one. Each text must be found once. */
export type Mutant = { file: string; from: string; to: string }

/** Faults that the harnesses must see. The product itself holds none of them. */
export const mutants = {
  /** What was asked is answered while its transaction is still open. */
  'answer-before-commit': [
    {
      file: 'server/events/changes.ts',
      from: 'done.push({ job, value: ran.value, error: null, failed: false, facts: ran.facts })',
      to: 'job.resolve(ran.value); done.push({ job, value: ran.value, error: null, failed: false, facts: ran.facts })',
    },
    {
      file: 'server/events/changes.ts',
      from: 'if (n !== start) await writeCounter(tx, n)',
      // Without a turn of the event loop the answers would wait behind the commit after all.
      to: 'if (n !== start) await writeCounter(tx, n); await new Promise((resolve) => setTimeout(resolve, 20))',
    },
  ],
  /** A message that is sent again is stored again. */
  'no-dedupe': [
    {
      file: 'server/domains/conversations/write-to-team.ts',
      from: 'if (sent) {',
      to: 'if (sent && sent.body !== body) {',
    },
    {
      file: 'server/domains/conversations/write-to-team.ts',
      from: 'const line = { id: input.id,',
      // The unique key stands, so the copy must go under another name.
      to: "const line = { id: sent ? [...input.id].reverse().join('') : input.id,",
    },
    {
      file: 'server/domains/conversations/send-message.ts',
      from: 'if (sent) {',
      to: 'if (sent && sent.body !== body) {',
    },
    {
      file: 'server/domains/conversations/send-message.ts',
      from: 'id: input.id,',
      to: "id: sent ? [...input.id].reverse().join('') : input.id,",
    },
  ],
  /** A visitor's socket enters the room of its conversation when it has long been told what it missed. */
  'join-after-read': [
    {
      file: 'server/realtime/visitor-door.ts',
      from: 'if (conversationId) await socket.join(visitorRoom(conversationId))',
      to: 'if (conversationId) setTimeout(() => void socket.join(visitorRoom(conversationId)), 400)',
    },
  ],
  /** The widget shows what comes, whether or not something is missing before it. */
  'no-gap-check': [
    {
      file: 'widget/frame/state.ts',
      from: 'if (message.seq > view.last + 1) return { view, gap: true }',
      to: '',
    },
    {
      file: 'widget/frame/state.ts',
      from: 'if (message.seq !== view.last + 1) return view',
      to: 'if (message.seq <= view.last) return view',
    },
  ],
  /** The disk is told to write some time or other. */
  'synchronous-normal': [
    {
      file: 'server/storage/sqlite.ts',
      from: "database.pragma('synchronous = full')",
      to: "database.pragma('synchronous = normal')",
    },
  ],
  /** A file is answered for before the disk knows its name. */
  'file-name-unsynced': [{ file: 'server/storage/file-store.ts', from: 'await flush(kept)', to: '' }],
  /** Bytes are taken as they come, whatever was said of them. */
  'file-unchecked': [
    {
      file: 'server/domains/files/routes.ts',
      from: 'if (received.size !== length || !isAsPromised(req, received))',
      to: 'if (received.size !== length && !isAsPromised(req, received))',
    },
  ],
} satisfies Record<string, readonly Mutant[]>

export type MutantName = keyof typeof mutants
