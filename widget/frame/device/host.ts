import type { Handover, ToFrame, ToLoader } from '#shared/protocol/frame'
import type { Attributes, Page } from '#shared/protocol/people'

/** Where this frame stands: the site's key from its path, the page's origin and the language from its hash. */
export function readAddress(location: { pathname: string; hash: string }) {
  const said = new URLSearchParams(location.hash.slice(1))
  return {
    site: decodeURIComponent(location.pathname.split('/').pop() ?? ''),
    origin: said.get('o') ?? '',
    locale: /^tr\b/i.test(said.get('l') ?? '') ? ('tr' as const) : ('en' as const),
  }
}

export type Host = { handover: Handover; say(words: ToLoader): void; hear(listener: (words: ToFrame) => void): void }

/** Waits for the page around this frame to hand its port over; words from any other window or origin are ignored. */
export const meetHost = (origin: string): Promise<Host> =>
  new Promise((resolve) => {
    const meet = (event: MessageEvent<Handover | null>) => {
      const port = event.ports[0]
      if (event.origin !== origin || event.source !== parent || event.data?.parley !== 'port' || !port) return
      removeEventListener('message', meet)
      resolve({
        handover: event.data,
        say: (words) => port.postMessage(words),
        hear: (listener) => {
          port.onmessage = (message: MessageEvent<ToFrame>) => listener(message.data)
        },
      })
    }
    addEventListener('message', meet)
  })

/** Where the visitor is, cut to what the server takes. */
export const fitPage = ({ url, title, referrer }: Page): Page => ({
  url: url.slice(0, 2048),
  title: title.slice(0, 300),
  referrer: referrer.slice(0, 2048),
})

/** What a page said about its visitor, cut to what the server takes: at most 20 short values. */
export function fitAttributes(said: unknown): Attributes {
  const fitting: [string, string | number | boolean][] = []
  for (const [name, value] of Object.entries(said ?? {})) {
    if (name === '' || name.length > 40 || fitting.length === 20) continue
    if (typeof value === 'string') fitting.push([name, value.slice(0, 200)])
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) fitting.push([name, value])
  }
  return Object.fromEntries(fitting)
}
