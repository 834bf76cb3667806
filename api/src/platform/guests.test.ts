import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { guestOf, type TrustedProxies } from './guests.ts'

const from = (trusted: TrustedProxies, remoteAddress: string, forwarded?: string) =>
  guestOf(trusted)({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage)

it('without a proxy whoever connects is the guest, whatever they say', () => {
  expect(from(false, '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
})

it('a proxy says for whom it asks; what was said to it counts for nothing', () => {
  expect(from(1, '10.0.0.2', '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(from('10.0.0.0/8, 192.0.2.1', '10.0.0.2', '198.51.100.1, 203.0.113.7, 192.0.2.1')).toBe('203.0.113.7')
  expect(from('10.0.0.0/8', '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
})

it('addresses of one network of the newer kind are one guest, and the older ones are what they are in either form', () => {
  expect(from(false, '2001:db8:1:2::3')).toBe(from(false, '2001:db8:1:2:ffff::9'))
  expect(from(false, '2001:db8:1:2::3')).not.toBe(from(false, '2001:db8:1:3::3'))
  expect(from(false, '::ffff:203.0.113.7')).toBe('203.0.113.7')
})

it('what the proxies are is said by address, by network or by the name of one, and nothing else', () => {
  expect(from('loopback', '::ffff:127.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
  expect(from('2001:db8::/32', '2001:db8::9', '203.0.113.7')).toBe('203.0.113.7')
  expect(from('10.0.0.2', '10.0.0.3', '203.0.113.7')).toBe('10.0.0.3')
  expect(() => guestOf('a proxy')).toThrow(/address/)
})
