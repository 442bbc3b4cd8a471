import type { BrowserContext, Frame, Page } from 'playwright-core'
import { canary } from './hostile-words'

/** What comes to life in a browser: calls of the canary, dialogs, and windows beside the one a test opens. */
export async function watch(context: BrowserContext): Promise<string[]> {
  const alive: string[] = []
  let isOurs = true
  await context.exposeBinding(canary, ({ frame }) => void alive.push(`a script ran on ${frame.url()}`))
  context.on('dialog', (dialog) => {
    alive.push(`a dialog said ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('page', (page) => {
    if (!isOurs) alive.push(`a window opened: ${page.url()}`)
    isOurs = false
  })
  return alive
}

/** What a document is made of. */
export type Census = { elements: string[]; active: string[]; handlers: string[]; links: string[]; width: number }

/**
 * Kinds of elements with what they load, those among them that could run or fetch something, inline handlers, links that
 * are not what links of strangers must be, and how much wider than its window the document is. Shadow trees are looked
 * into as well.
 */
export function census(page: Page | Frame): Promise<Census> {
  return page.evaluate(() => {
    const every: Element[] = []
    const gather = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        every.push(element)
        if (element.shadowRoot) gather(element.shadowRoot)
      }
    }
    gather(document)
    const active =
      'iframe, object, embed, base, meta[http-equiv], audio, video, math, style, template, script:not([src])'
    const named = (element: Element) => `${element.localName} ${element.getAttribute('src') ?? ''}`.trim()
    const isStrange = (link: Element) => {
      const to = new URL((link as HTMLAnchorElement).href, location.href)
      if (to.origin === location.origin && !link.getAttribute('target')) return false
      const rel = link.getAttribute('rel')?.split(' ') ?? []
      const isBare = !['noopener', 'noreferrer', 'nofollow'].every((word) => rel.includes(word))
      return isBare || !['http:', 'https:', 'mailto:', 'tel:'].includes(to.protocol)
    }
    return {
      elements: [...new Set(every.map(named))].sort(),
      active: every.filter((element) => element.matches(active)).map((it) => it.outerHTML.slice(0, 200)),
      handlers: every.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on'))),
      links: every
        .filter((element) => element.matches('a[href], area[href]') && isStrange(element))
        .map((it) => it.outerHTML),
      width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }
  })
}
