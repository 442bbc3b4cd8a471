import type { Keep } from '../delivery/ports'

const key = (site: string) => `parley:${site}`

/** The visitor's secret in the frame's own storage, which browsers divide by the page around it. */
export const deviceKeep = (site: string): Keep => ({
  read: () => attempt(() => localStorage.getItem(key(site))),
  write: (token) =>
    attempt(() => {
      localStorage.setItem(key(site), token)
      return localStorage.getItem(key(site)) === token
    }) ?? false,
})

/** A note to this tab's later pages: the unsent draft, the preview waved away. Lost where storage is refused. */
export type TabNote = { read(): string; write(text: string): void }

export const tabNote = (site: string, name: string): TabNote => ({
  read: () => attempt(() => sessionStorage.getItem(`${key(site)}:${name}`)) ?? '',
  write: (text) => attempt(() => sessionStorage.setItem(`${key(site)}:${name}`, text)),
})

// A browser that refuses storage throws as soon as it is mentioned.
function attempt<Value>(act: () => Value): Value | null {
  try {
    return act()
  } catch {
    return null
  }
}
