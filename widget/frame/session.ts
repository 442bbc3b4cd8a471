import type { Attributes, Page } from '#shared/protocol/people'
import { randomId, randomText } from '#shared/values/random'
import { createAsk } from './delivery/ask'
import { createConnection } from './delivery/connection'
import { messageLimit } from './delivery/limits'
import { createMarks } from './delivery/marks'
import { createOutbox, type Pending } from './delivery/outbox'
import type { Clock, Keep, Mirror, OpenLine, OutboxStore, ServerSignal } from './delivery/ports'
import { createSync } from './delivery/sync'
import { createTypingHeard, createTypingSaid } from './delivery/typing'
import { emptyView, takeMessage, takeRead, type View } from './state'

/** Everything the screen is drawn from. */
export type SessionState = {
  view: View
  pending: readonly Pending[]
  /** `live` only when connected and without a hole. */
  connection: 'idle' | 'trying' | 'live'
  /** The first sync has been answered. */
  loaded: boolean
  /** Name of the agent who is writing. */
  typing: string | null
  /** Whether the visitor's secret outlives the tab; null until the visitor has written. */
  kept: boolean | null
}

export type SessionSetup = {
  site: string
  /** Language the widget speaks. */
  locale: string
  /** Language of the browser, a BCP 47 tag. */
  language: string
  openLine: OpenLine
  keep: Keep
  store: OutboxStore
  clock: Clock
  mirror?: Mirror
  /** The door wants a fresh bootstrap token; hand it in with `bootstrap`. */
  askBootstrap(): void
  /** Told when a message of this tab is stored, and of what went wrong for good. */
  hear?: { sent?(id: string): void; error?(code: string): void }
}

export type SendResult = 'ok' | 'empty' | 'too-long' | 'full'

/** How long another tab's entry may wait before this tab sends it too. */
const lingeringMs = 15_000

export type Session = ReturnType<typeof createSession>

/**
 * A visitor's side of the conversation, without a screen: admission, sync, sending, marks, typing. Everything it
 * needs of the world is handed in, so it runs in a frame and in a test alike.
 */
export function createSession(setup: SessionSetup) {
  const { site, locale, language, keep, store, clock, mirror } = setup
  const stored = keep.read()
  let token = stored ?? `v1.${randomText(32)}`
  let bootstrap: string | null = null
  let page: Page = { url: '', title: '', referrer: '' }
  let attributes: Attributes = {}
  let described = '{}'
  let state: SessionState = {
    view: emptyView,
    pending: [],
    connection: 'idle',
    loaded: false,
    typing: null,
    kept: stored ? true : null,
  }
  const listeners = new Set<() => void>()

  const set = (change: Partial<SessionState>) => {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }
  const isLive = () => state.connection === 'live'
  const isShown = (id: string) => state.view.messages.some((message) => message.id === id)
  const hasTalk = () => state.view.conversationId !== null
  const visitor = () => token.slice(3, 15)

  const setView = (view: View) => {
    const news = view.messages.slice(state.view.messages.length)
    if (view === emptyView) marks.forget()
    if (news.some((message) => message.author === 'agent')) typingHeard(null)
    if (view !== state.view) set({ view })
    for (const message of news) outbox.settle(message.id)
    marks.note({ delivered: view.last })
  }

  const connection = createConnection({
    openLine: setup.openLine,
    clock,
    auth: () => ({ site, token, bootstrap, locale }),
    askBootstrap: setup.askBootstrap,
    refused: (code) => setup.hear?.error?.(code),
    hear: {
      up: () => sync.run(),
      down: () => {
        set({ connection: 'trying' })
        sync.drop()
        outbox.pause()
        asker.dropAll()
        typingHeard(null)
      },
      fact: (fact) => sync.hear(fact),
      resync: () => sync.run(),
      signal: (signal) => hearSignal(signal),
    },
  })
  const asker = createAsk(connection.line, clock)
  const { ask } = asker
  const signalIfLive = () => (isLive() && hasTalk() ? connection.line() : null)

  const sync = createSync({
    ask,
    clock,
    read: () => state.view,
    write: setView,
    answered: (answer) => marks.known(answer.visitorMarks),
    whole: () => {
      connection.settled()
      set({ connection: 'live', loaded: true })
      outbox.resume()
      marks.flush()
      signalIfLive()?.signal('visitor.page', page)
      void describe()
    },
    stuck: connection.restart,
  })

  const outbox = createOutbox({
    store,
    clock,
    send: ({ id, body, page, language, attributes }) => ask('visit:send', { id, body, page, language, attributes }),
    acknowledged: ({ conversationId, message }, entry) => {
      if (entry.attributes) described = JSON.stringify(entry.attributes)
      setup.hear?.sent?.(entry.id)
      const { view, gap } = takeMessage(state.view, conversationId, message)
      if (gap) return sync.run()
      setView(view)
      outbox.settle(entry.id)
    },
    failed: (_, code) => setup.hear?.error?.(code),
    changed: () => set({ pending: outbox.pending() }),
  })

  const marks = createMarks({ ask, clock, may: () => isLive() && hasTalk() })
  const typingSaid = createTypingSaid((typing) => signalIfLive()?.signal('visitor.typing', { typing }), clock)
  const typingHeard = createTypingHeard((typing) => typing !== state.typing && set({ typing }), clock)

  const hearSignal = (signal: ServerSignal) => {
    if (signal.name === 'agent.typing') typingHeard(signal.data.typing ? signal.data.agentName : null)
    if (signal.name === 'team.presence') set({ view: { ...state.view, agentsOnline: signal.data.online } })
    if (signal.name === 'drain') connection.drain(signal.data.spreadMs)
  }

  const describe = async () => {
    const words = JSON.stringify(attributes)
    if (words === described || !isLive() || !hasTalk()) return
    const reply = await ask('visit:describe', { attributes })
    if ('ok' in reply) described = words
  }

  /** Another tab may have become the visitor this browser remembers; this tab follows, as it has said nothing yet. */
  const follow = () => {
    const remembered = keep.read()
    if (!remembered || remembered === token || state.kept) return
    token = remembered
    set({ kept: true })
    connection.restart()
  }

  mirror?.hear((news) => {
    follow()
    if (news.say === 'entry' && news.entry.visitor === visitor() && !isShown(news.entry.id)) outbox.mirror(news.entry)
    if (news.say === 'gone') outbox.settle(news.id)
    if (news.say === 'read') setView(takeRead(state.view, news.seq))
  })

  return {
    /** The state as it stands; a new object after each change. */
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Connects, and stays connected until `stop`. */
    start: () => {
      if (state.connection !== 'idle') return
      set({ connection: 'trying' })
      connection.open()
      if (state.kept) void outbox.load(visitor(), 0)
    },
    stop: () => {
      connection.close()
      set({ connection: 'idle' })
    },
    /** The tab is looked at again, the network is back, a minute has passed. */
    wake: () => {
      if (state.connection === 'idle') return
      if (connection.line().connected()) sync.run()
      else connection.hurry()
      if (state.kept) void outbox.load(visitor(), lingeringMs)
    },
    /** From the first word on, this browser remembers its visitor. */
    send: async (text: string): Promise<SendResult> => {
      const body = text.trim()
      if (body === '') return 'empty'
      if (body.length > messageLimit) return 'too-long'
      follow()
      if (state.kept === null) set({ kept: keep.write(token) })
      const described = Object.keys(attributes).length > 0 ? { attributes } : {}
      const entry = await outbox.add({ id: randomId(), body, page, language, visitor: visitor(), ...described })
      if (entry === 'full') return 'full'
      mirror?.say({ say: 'entry', entry })
      return 'ok'
    },
    /** For what only some visitors need, and is fetched for them. */
    ask,
    retry: outbox.retry,
    discard: (id: string) => {
      outbox.discard(id)
      mirror?.say({ say: 'gone', id })
    },
    typing: typingSaid,
    /** Everything up to `seq` has been on screen in a visible tab. */
    seen: (seq: number) => {
      const view = takeRead(state.view, seq)
      if (view === state.view) return
      set({ view })
      marks.note({ read: view.visitorMarks.read })
      mirror?.say({ say: 'read', seq })
    },
    page: (next: Page) => {
      if (next.url === page.url && next.title === page.title) return
      page = next
      signalIfLive()?.signal('visitor.page', page)
    },
    describe: (next: Attributes) => {
      attributes = next
      void describe()
    },
    bootstrap: (next: string | null) => {
      bootstrap = next
      if (next) connection.admitted()
    },
  }
}
