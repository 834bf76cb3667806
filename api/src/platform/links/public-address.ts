import ipaddr from 'ipaddr.js'

/** All of IPv6 that is handed out so far; what lies outside is special in some way, or made up. */
const global = ipaddr.parseCIDR('2000::/3')

/**
 * Whether an address is one of the open internet: no private, loopback, link-local (where clouds keep their metadata),
 * carrier-grade, multicast, documentation or translated address.
 * @param address as a name server gives it: `203.0.113.7`, `2001:db8::1`, `::ffff:10.0.0.1`
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(global)
}
