import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an address is plainly somebody's on the public internet. Everything else is refused: what is private or
 * reserved today, and every form that carries another address inside and would be unpacked on the way.
 */
export function isPublicAddress(address: string): boolean {
  // The library also reads spellings such as `0x7f.1`. A resolver that answers so is not believed.
  if (isIP(address) === 0 || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed instanceof ipaddr.IPv4) return !refused4.some((block) => parsed.match(block))
  return parsed.match(global6) && !refused6.some((block) => parsed.match(block)) && !isIsatap(parsed)
}

/** Azure's door to its host stands among public addresses. */
const refused4 = [ipaddr.IPv4.parseCIDR('168.63.129.16/32')]

/** All that is handed out so far (RFC 4291, IANA); compatible, NAT64, site-local and unique-local lie outside. */
const global6 = ipaddr.IPv6.parseCIDR('2000::/3')

const refused6 = [
  // Protocol assignments, Teredo among them (RFC 2928, 4380), 6to4 (RFC 3056), documentation (RFC 3849, 9637).
  '2001::/23',
  '2002::/16',
  '2001:db8::/32',
  '3fff::/20',
].map((block) => ipaddr.IPv6.parseCIDR(block))

/** An interface id of `0:5efe` or `200:5efe` and an IPv4 address, under any prefix (RFC 5214). */
function isIsatap({ parts }: { parts: number[] }): boolean {
  return parts[5] === 0x5efe && (parts[4] === 0 || parts[4] === 0x200)
}
