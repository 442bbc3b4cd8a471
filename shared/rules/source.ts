// Named here because shared/ is compiled without the DOM and without node, and both have it.
declare const URL: new (address: string) => { host: string; pathname: string }

/** Where a lead or a deal came from, in words: the site and the page, without the page's query. */
export function sourceOf(siteName: string, pageUrl: string): string {
  if (pageUrl === '') return siteName
  try {
    const { host, pathname } = new URL(pageUrl)
    return `${siteName} · ${host}${pathname}`.slice(0, 300)
  } catch {
    return siteName
  }
}
