import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLinkChecker } from './link-check.ts'
import { titleOf } from './page-title.ts'
import { isPublicAddress } from './public-address.ts'

/** A website, and a service that must never be reached. */
let site: Server
let inside: Server
let reached = 0
const portOf = (server: Server) => (server.address() as AddressInfo).port
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

beforeAll(async () => {
  inside = createServer((_, reply) => {
    reached += 1
    reply.end('secret')
  })
  await listen(inside)
  site = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://site')
    const to = url.searchParams.get('to')
    if (to !== null) return void reply.writeHead(302, { location: to }).end()
    const hops = Number(url.searchParams.get('hops') ?? 0)
    if (hops > 0) return void reply.writeHead(301, { location: `/?hops=${hops - 1}` }).end()
    if (url.pathname === '/mat') return void reply.writeHead(404).end()
    if (url.pathname === '/cham') return undefined
    if (url.pathname === '/dai') {
      reply.write('<title>Trang dài</title>')
      const timer = setInterval(() => reply.write('x'.repeat(65_536)), 1)
      request.on('close', () => clearInterval(timer))
      return undefined
    }
    return void reply.end('<html><title>Trường THCS Minh Hoạ 1 &amp; kết quả</title></html>')
  })
  await listen(site)
})
afterAll(async () => {
  await close(site)
  await close(inside)
})

/** Loopback is let through for the port of the website alone; names are what this name server says. */
const checker = (names: Record<string, string[]> = {}, timeout = 3_000) =>
  createLinkChecker({
    resolve: async (host) => names[host] ?? Promise.reject(new Error('unknown')),
    allowed: (address, port) => address === '127.0.0.1' && port === portOf(site),
    timeout,
  })
const school = { 'truong.example': ['127.0.0.1'] }
const at = (path: string) => `http://truong.example:${portOf(site)}${path}`

describe('a website that answers', () => {
  it('is up, and its title is known', async () => {
    expect(await checker(school)(at('/'))).toEqual({
      state: 'up',
      fault: null,
      httpStatus: 200,
      title: 'Trường THCS Minh Hoạ 1 & kết quả',
    })
  })
  it('may redirect five times, not six', async () => {
    expect(await checker(school)(at('/?hops=5'))).toMatchObject({ state: 'up' })
    expect(await checker(school)(at('/?hops=6'))).toMatchObject({ state: 'down', fault: 'too-many-redirects' })
  })
  it('with an error is down, and which error is said', async () => {
    expect(await checker(school)(at('/mat'))).toMatchObject({ state: 'down', fault: 'answer', httpStatus: 404 })
  })
  it('without end is read only as far as its title stands', async () => {
    expect(await checker(school)(at('/dai'))).toMatchObject({ state: 'up', title: 'Trang dài' })
  })
})

describe('a website that does not answer', () => {
  it('in time is down', async () => {
    expect(await checker(school, 300)(at('/cham'))).toMatchObject({ state: 'down', fault: 'too-slow' })
  })
  it('at all, or has no name, is down', async () => {
    const gone = createServer()
    await listen(gone)
    const port = portOf(gone)
    await close(gone)
    const check = createLinkChecker({ resolve: async () => ['127.0.0.1'], allowed: () => true })
    expect(await check(`http://truong.example:${port}/`)).toMatchObject({ state: 'down', fault: 'unreachable' })
    expect(await checker()('http://khong-co.example/')).toMatchObject({ state: 'down', fault: 'unknown-host' })
  })
  it('even when the name server does not, is given up in time', async () => {
    const check = createLinkChecker({ resolve: () => new Promise(() => {}), timeout: 200 })
    expect(await check('http://truong.example/')).toMatchObject({ state: 'down', fault: 'too-slow' })
  })
})

describe('nobody gets inside', () => {
  const refused = async (url: string, names: Record<string, string[]> = {}) => {
    const before = reached
    const found = await checker(names)(url)
    expect([url, found.state, reached]).toEqual([url, 'refused', before])
    return found.fault
  }
  const there = () => portOf(inside)

  it.each([
    ['loopback', (port: number) => `http://127.0.0.1:${port}/`],
    ['a short form of it', (port: number) => `http://127.1:${port}/`],
    ['a decimal form', (port: number) => `http://2130706433:${port}/`],
    ['an octal form', (port: number) => `http://0177.0.0.1:${port}/`],
    ['a hexadecimal form', (port: number) => `http://0x7f000001:${port}/`],
    ['full-width digits', (port: number) => `http://１２７.０.０.１:${port}/`],
    ['every address of this machine', (port: number) => `http://0.0.0.0:${port}/`],
    ['loopback of IPv6', (port: number) => `http://[::1]:${port}/`],
    ['IPv4 in IPv6', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
    ['IPv4 in IPv6, in hexadecimal', (port: number) => `http://[::ffff:7f00:1]:${port}/`],
    ['NAT64', () => 'http://[64:ff9b::7f00:1]/'],
    ['6to4', () => 'http://[2002:7f00:1::]/'],
    ['metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a private network', () => 'https://10.0.0.1/'],
    ['a carrier’s network', () => 'http://100.64.0.1/'],
    ['multicast', () => 'http://224.0.0.1/'],
    ['unique local addresses', () => 'http://[fd00::1]/'],
  ])('by %s', async (_, url) => {
    expect(await refused(url(there()))).toBe('internal')
  })

  it('by a name that leads there, nor by one that leads there among other places', async () => {
    expect(await refused(`http://trong.example:${there()}/`, { 'trong.example': ['127.0.0.1'] })).toBe('internal')
    const both = { 'hai-mat.example': ['93.184.215.14', '10.0.0.5'] }
    expect(await refused('http://hai-mat.example/', both)).toBe('internal')
    expect(await refused('http://localhost./', { 'localhost.': ['::1'] })).toBe('internal')
  })

  it('by a redirect of an honest website', async () => {
    for (const to of [`http://127.0.0.1:${there()}/`, `//127.0.0.1:${there()}/`, 'http://169.254.169.254/'])
      expect(await refused(at(`/?to=${encodeURIComponent(to)}`), school)).toBe('internal')
    for (const to of ['file:///etc/passwd', 'gopher://127.0.0.1/', 'javascript:alert(1)'])
      expect(await refused(at(`/?to=${encodeURIComponent(to)}`), school)).toBe('address')
  })

  it('by a name server that says something else the second time: it is asked once for each hop', async () => {
    let asked = 0
    const check = createLinkChecker({
      resolve: async () => {
        asked += 1
        return [asked === 1 ? '127.0.0.1' : '10.0.0.1']
      },
      allowed: (address, port) => address === '127.0.0.1' && port === portOf(site),
    })
    expect(await check(at('/'))).toMatchObject({ state: 'up' })
    expect(asked).toBe(1)
    asked = 0
    expect(await check(at('/?hops=1'))).toMatchObject({ state: 'refused', fault: 'internal' })
  })

  it.each([
    'ftp://truong.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://ten:mat-khau@truong.example/',
    'http://truong.example@127.0.0.1/',
    'không phải địa chỉ',
    'http://',
  ])('by an address that is none of a website: %s', async (url) => {
    expect(await refused(url, school)).toBe('address')
  })

  it('by another port of a public address', async () => {
    expect(await refused('http://cong-khac.example:8080/', { 'cong-khac.example': ['93.184.215.14'] })).toBe('address')
  })
})

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['192.168.1.1', false],
  ['172.31.255.255', false],
  ['192.0.2.1', false],
  ['198.18.0.1', false],
  ['240.0.0.1', false],
  ['255.255.255.255', false],
  ['fe80::1', false],
  ['fec0::1', false],
  ['::7f00:1', false],
  ['64:ff9b:1::7f00:1', false],
  ['2001:db8::1', false],
  ['5f00::1', false],
  ['fe80::1%eth0', false],
  ['không', false],
])('%s is public: %s', (address, open) => {
  expect(isPublicAddress(address)).toBe(open)
})

it.each([
  ['<title>  Kết\n quả </title>', 'Kết quả'],
  ['<TITLE lang="vi">A &lt;b&gt; &#7897; &#x1ED9; &#0; &sai;</TITLE>', 'A <b> ộ ộ &sai;'],
  ['<p>không có</p>', null],
  ['<title></title>', null],
  [`<title>${'a'.repeat(500)}</title>`, 'a'.repeat(200)],
])('the title of %s', (html, title) => {
  expect(titleOf(html)).toBe(title)
})
