import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { LinkFault } from '@thuoc/shared'
import { isPublicAddress } from './public-address.ts'
import { titleOf } from './page-title.ts'

/** What one look at a website found. `refused` is an address that we do not go to at all. */
export type LinkFinding = {
  state: 'up' | 'down' | 'refused'
  fault: LinkFault | null
  httpStatus: number | null
  title: string | null
}
export type LinkChecker = (url: string) => Promise<LinkFinding>

type Settings = {
  /** Every address of a name; that of the system unless a test plays the name server. */
  resolve?: (host: string) => Promise<string[]>
  /** Tests have their servers on loopback: addresses and ports that are let through besides the public ones. */
  allowed?: (address: string, port: number) => boolean
  /** For all hops together, in milliseconds. */
  timeout?: number
}

const mostHops = 5
/** The title stands near the top; the rest of a page is no business of ours. In bytes. */
const mostRead = 64 * 1024

const systemResolve = async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address)

class Unfit extends Error {
  readonly fault: LinkFault
  constructor(fault: LinkFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * Looks whether a website answers, without letting anyone use us to look into a network: at every hop the name is
 * resolved here, each of its addresses must be public, and the connection goes to the very address that was checked.
 */
export function createLinkChecker({ resolve = systemResolve, allowed = () => false, timeout = 10_000 }: Settings = {}) {
  const check: LinkChecker = async (url) => {
    const signal = AbortSignal.timeout(timeout)
    try {
      return await follow(url, signal, 0)
    } catch (error) {
      const fault = faultOf(error, signal)
      const refused = fault === 'address' || fault === 'internal'
      return { state: refused ? 'refused' : 'down', fault, httpStatus: null, title: null }
    }
  }

  async function follow(text: string, signal: AbortSignal, hop: number): Promise<LinkFinding> {
    const url = readAddress(text)
    const port = portOf(url)
    const address = await addressOf(url, port, signal)
    const reply = await ask(url, address, signal)
    const { statusCode: status = 0, headers } = reply
    if (status >= 300 && status < 400 && headers.location !== undefined) {
      reply.destroy()
      if (hop === mostHops) throw new Unfit('too-many-redirects')
      return follow(absolute(headers.location, url), signal, hop + 1)
    }
    if (status < 200 || status >= 300) {
      reply.destroy()
      return { state: 'down', fault: 'answer', httpStatus: status, title: null }
    }
    return { state: 'up', fault: null, httpStatus: status, title: await readTitle(reply) }
  }

  function readAddress(text: string): URL {
    if (!URL.canParse(text)) throw new Unfit('address')
    const url = new URL(text)
    const { protocol, username, password } = url
    if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') throw new Unfit('address')
    return url
  }

  /** The address to connect to. All addresses of the name are looked at: one inside is one too many. */
  async function addressOf(url: URL, port: number, signal: AbortSignal): Promise<string> {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const found = isIP(host) ? [host] : await resolved(host, signal)
    const [first] = found
    if (first === undefined) throw new Unfit('unknown-host')
    const standard = port === 80 || port === 443
    for (const address of found) {
      if (allowed(address, port)) continue
      if (!isPublicAddress(address)) throw new Unfit('internal')
      if (!standard) throw new Unfit('address')
    }
    return first
  }

  /** A name server may be as slow as a website. */
  async function resolved(host: string, signal: AbortSignal): Promise<string[]> {
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Unfit('too-slow')), { once: true })
    })
    const asked = resolve(host).catch(() => {
      throw new Unfit('unknown-host')
    })
    return Promise.race([asked, late])
  }

  return check
}

const portOf = ({ port, protocol }: URL) => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port))

function absolute(location: string, from: URL): string {
  if (!URL.canParse(location, from.href)) throw new Unfit('address')
  return new URL(location, from).href
}

/** Connects to the address, not to the name, so that a second answer of the name server changes nothing. */
function ask(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:'
  const named = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
  return new Promise((resolve, reject) => {
    const options = {
      host: address,
      port: portOf(url),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { host: url.host, accept: 'text/html,*/*;q=0.5', 'user-agent': 'Thuoc-link-check', connection: 'close' },
      maxHeaderSize: 16 * 1024,
      agent: false,
      signal,
    } as const
    const call = secure
      ? httpsRequest({ ...options, ...(named && { servername: url.hostname }) }, resolve)
      : httpRequest(options, resolve)
    call.on('error', reject)
    call.end()
  })
}

async function readTitle(reply: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of chunksOf(reply)) {
      parts.push(part)
      size += part.length
      if (size >= mostRead) break
    }
  } catch {
    // It answered; that its page broke off half-way only costs us the title.
  }
  reply.destroy()
  return titleOf(Buffer.concat(parts).subarray(0, mostRead).toString('utf8'))
}
const chunksOf = (source: IncomingMessage): AsyncIterable<Buffer> => source

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

function faultOf(error: unknown, signal: AbortSignal): LinkFault {
  if (error instanceof Unfit) return error.fault
  if (signal.aborted) return 'too-slow'
  const code = codeOf(error)
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code) ? 'certificate' : 'unreachable'
}
