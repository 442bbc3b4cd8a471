// Named here because shared/ is compiled without the DOM and without node, and both have it.
declare const URL: new (
  address: string,
) => { host: string; pathname: string; searchParams: { get(name: string): string | null } }

/** What the address of a page says: the page without its query, and a word of the query, empty without one. */
export type Address = { page: string; said: (name: string) => string }

/** Reads an address; null for what is none. */
export function readAddress(address: string): Address | null {
  try {
    const { host, pathname, searchParams } = new URL(address)
    return { page: `${host}${pathname}`, said: (name) => searchParams.get(name) ?? '' }
  } catch {
    return null
  }
}
