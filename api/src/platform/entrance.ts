import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { problems } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import type { Door, Errand } from './door.ts'
import { freePort } from './free-port.ts'
import { floods } from './flood.ts'
import { guestOf, type TrustedProxies } from './guests.ts'
import { problemText } from './problem.ts'
import { wide, WideServer, type ConnectionSettings } from './wide-server.ts'

type Settings = {
  door: Door | null
  /** How many ordinary calls one costs; all the same when not given. */
  weightOf?: (request: IncomingMessage) => number
  trustProxy: TrustedProxies
  /** Of one address. Who goes far beyond it is answered late. */
  requestsPerMinute: number
  connections?: Omit<ConnectionSettings, 'direct'>
  /** Told of how many were asked to come back since last time; every ten seconds while there are any. */
  onRefused: (count: number) => void
}

/**
 * Listens so that a rush is taken in.
 * @throws the error of the operating system when the port cannot be had
 */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  // Where listeners share a port, that of another process would be shared as well.
  await app.listen({ host, port: await freePort(host, port), ...wide })
  if (app.server instanceof WideServer) app.server.widen()
}

/** The server of the API: many can come at once, and whom the door does not let in is told before anything else is done. */
export function createEntrance(
  serve: RequestListener,
  { door, weightOf = () => 1, trustProxy, requestsPerMinute, connections, onRefused }: Settings,
): Server {
  const count = counting(onRefused)
  const guest = guestOf(trustProxy)
  const flood = floods(requestsPerMinute)
  const listener: RequestListener = (request, response) => {
    const weight = weightOf(request)
    const errand = errandOf(request, weight)
    if (asksForLife(request)) return serve(request, response)
    const from = guest(request)
    const late = flood(from)
    if (late !== null) return void setTimeout(refuse, tired, response, 'request.too-many', late)
    if (!door || errand === null) return serve(request, response)
    const isOurs = () => request.complete && !response.headersSent
    const asked = door.ask({ errand, from, weight }, isOurs)
    if (typeof asked === 'number') {
      count()
      return refuse(response, 'server.full', asked)
    }
    response.once('close', () => asked(response.statusCode !== 503))
    serve(request, response)
  }
  return new WideServer(listener, { ...connections, direct: trustProxy === false })
}

/** Adds up what happens, and tells of it every ten seconds. */
function counting(tell: (count: number) => void) {
  let count = 0
  return () => {
    count += 1
    if (count > 1) return
    setTimeout(() => {
      tell(count)
      count = 0
    }, 10_000).unref()
  }
}

/** Whoever asks whether the service lives is answered: on that hangs whether it is left running. */
const asksForLife = ({ url = '' }: IncomingMessage) => url === '/api/v1/health' || url === '/api/v1/ready'

/** Null: the app itself is let in, which then waits with manners. */
function errandOf({ method, url = '', headers }: IncomingMessage, weight: number): Errand | null {
  if (!url.startsWith('/api/')) return null
  // A session is renewed by its cookie alone.
  if (headers.authorization === undefined && headers.cookie === undefined)
    return method === 'POST' && url === '/api/v1/session' ? 'entering' : 'visiting'
  if (method === 'GET' || method === 'HEAD') return 'reading'
  return weight > 1 ? 'heavy' : 'work'
}

/** Milliseconds until somebody is answered who does not listen. */
const tired = 1_000

function refuse(response: ServerResponse, code: 'server.full' | 'request.too-many', retryAfter: number) {
  const requestId = randomUUID()
  response.writeHead(problems[code].status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': String(retryAfter),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  })
  response.end(problemText(code, requestId, retryAfter))
}
