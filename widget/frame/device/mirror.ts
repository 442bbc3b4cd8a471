import type { Mirror, TabNews } from '../delivery/ports'

/** News between this browser's tabs; silent where there is no BroadcastChannel. */
export function tabMirror(site: string): Mirror | undefined {
  try {
    const channel = new BroadcastChannel(`parley:${site}`)
    return {
      say: (news) => channel.postMessage(news),
      hear: (listener) => {
        channel.onmessage = (event: MessageEvent<TabNews>) => listener(event.data)
      },
    }
  } catch {
    return undefined
  }
}
