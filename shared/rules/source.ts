import { readAddress } from '#shared/values/address'

/** Where a lead or a deal came from, in words: the site and the page, without the page's query. */
export function sourceOf(siteName: string, pageUrl: string): string {
  const address = readAddress(pageUrl)
  return address ? `${siteName} · ${address.page}`.slice(0, 300) : siteName
}
