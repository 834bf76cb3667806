import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** No proxy stands before us; so many do; or these may say for whom they ask (addresses or networks, comma-separated). */
export type TrustedProxies = false | number | string

/** What networks are called for short. */
const known: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
const kindOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * Whether whoever connects from this address, or had it passed on by so many after him, is believed.
 * @throws TypeError for what is no address
 */
export function trustIn(trusted: TrustedProxies): (address: string, hop: number) => boolean {
  if (trusted === false) return () => false
  if (typeof trusted === 'number') return (_address, hop) => hop < trusted
  const list = new BlockList()
  for (const said of trusted.split(',').flatMap((one) => known[one.trim()] ?? [one.trim()])) {
    const [address = '', bits] = said.split('/')
    if (bits === undefined) list.addAddress(address, kindOf(address))
    else list.addSubnet(address, Number(bits), kindOf(address))
  }
  return (address) => (isIPv4(address) || isIPv6(address)) && list.check(address, kindOf(address))
}

/**
 * Where a request comes from, before anything of Fastify. Of the newer kind of addresses the network, for whoever has one
 * has very many.
 */
export function guestOf(trusted: TrustedProxies): (request: IncomingMessage) => string {
  const trust = trustIn(trusted)
  return ({ socket, headers }) => {
    const nearest = plain(socket.remoteAddress ?? '')
    if (trusted === false) return networkOf(nearest)
    const passedOn = String(headers['x-forwarded-for'] ?? '').split(',')
    const way = [nearest, ...passedOn.map((address) => plain(address.trim())).reverse()].filter((one) => one !== '')
    return networkOf(way.find((address, hop) => !trust(address, hop)) ?? way.at(-1) ?? '')
  }
}

/** An older address in the clothes of a newer one is an older one. */
const plain = (address: string) => (/^::ffff:\d/i.test(address) ? address.slice(7) : address)

const networkOf = (address: string): string =>
  isIPv6(address) ? ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':') : address
