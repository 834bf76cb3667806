import { randomUUID } from 'node:crypto'
import { Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createListener, type Server as Listener, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Door, Errand } from './door.ts'
import { freePort } from './free-port.ts'
import { problemText } from './problem.ts'

/** Milliseconds: longer than proxies keep theirs, so that none asks on a connection that is just being closed. */
const keptAlive = 72_000
/**
 * With so many connections there is no proxy in front but a crowd of browsers, each with up to six. Those they do not use go
 * sooner: longer than the pause between two saves, and before the process has no descriptors left.
 */
const crowd = { connections: 2_000, keptAlive: 20_000 }
/**
 * Node takes one new connection from a listener in each turn of its loop, 50 a second when a turn takes 20 ms; then browsers
 * wait for seconds, and some in vain. Several listeners on one port take one each. Linux shares connections out among them.
 */
const listeners = process.platform === 'linux' ? 8 : 1
/** Connections that wait to be taken, for each of them; the system has the last word (`net.core.somaxconn`). */
const backlog = 1024

type Settings = {
  door: Door | null
  /** Told of how many were asked to come back since last time; every ten seconds while there are any. */
  onRefused: (count: number) => void
}

const wide = { backlog, ...(listeners > 1 && { reusePort: true }) }
/**
 * Listens so that a rush is taken in.
 * @throws the error of the operating system when the port cannot be had
 */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  // Where listeners share a port, that of another process would be shared as well.
  await app.listen({ host, port: await freePort(host, port), ...wide })
  if (app.server instanceof Entrance) app.server.widen()
}

/** The server of the API: many can come at once, and whom the door does not let in is told before anything else is done. */
export function createEntrance(serve: RequestListener, { door, onRefused }: Settings): Server {
  const count = counting(onRefused)
  const listener: RequestListener = (request, response) => {
    keepPromise(server, request, response)
    const errand = errandOf(request)
    if (!door || errand === null) return serve(request, response)
    const asked = door.ask(errand, () => request.complete && !response.headersSent)
    if (typeof asked === 'number') {
      count()
      return refuse(response, asked)
    }
    response.once('close', () => asked(response.statusCode !== 503))
    serve(request, response)
  }
  const server = new Entrance(listener)
  server.keepAliveTimeout = keptAlive
  // Files come in over slow lines for as long as they like.
  server.requestTimeout = 0
  return server
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

/** How long a connection is kept was said when its request came; since then the crowd may have grown or gone. */
function keepPromise(server: Server, { socket }: IncomingMessage, response: ServerResponse) {
  const said = server.keepAliveTimeout
  response.once('finish', () => {
    if (server.keepAliveTimeout < said && !socket.destroyed) socket.setTimeout(said + server.keepAliveTimeoutBuffer)
  })
}

/** Null: whoever asks whether the service lives is answered, and so is the app itself, which then waits with manners. */
function errandOf({ method, url = '', headers }: IncomingMessage): Errand | null {
  if (!url.startsWith('/api/') || url.startsWith('/api/v1/health') || url.startsWith('/api/v1/ready')) return null
  // A session is renewed by its cookie alone.
  if (headers.authorization === undefined && headers.cookie === undefined) return 'entering'
  return method === 'GET' || method === 'HEAD' ? 'reading' : 'work'
}

function refuse(response: ServerResponse, retryAfter: number) {
  const requestId = randomUUID()
  response.writeHead(503, {
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': String(retryAfter),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  })
  response.end(problemText('server.full', requestId, retryAfter))
}

type Waits = { since: number; isNew: boolean }
/** Milliseconds. */
const firstRequest = 1_000
/** At the end so many turns of the loop are given to those who have just come. */
const lastTurns = 50

class Entrance extends Server {
  readonly #beside: Listener[] = []
  #taken = 0
  /** Since when each connection waits for a request, and whether for its first; null while it has one. */
  readonly #connections = new Map<Socket, Waits | null>()

  constructor(listener: RequestListener) {
    super(listener)
    this.on('connection', (socket: Socket) => this.#count(socket))
    this.prependListener('request', ({ socket }, response) => {
      this.#connections.set(socket, null)
      response.once('close', () => {
        if (this.#connections.has(socket)) this.#connections.set(socket, { since: performance.now(), isNew: false })
      })
    })
  }

  #count(socket: Socket) {
    this.#taken += 1
    this.#connections.set(socket, { since: performance.now(), isNew: true })
    socket.once('close', () => this.#connections.delete(socket))
    this.keepAliveTimeout = this.#connections.size > crowd.connections ? crowd.keptAlive : keptAlive
  }

  /** More listeners on its port. */
  widen() {
    const address = this.address()
    if (address === null || typeof address === 'string') return
    for (let more = 1; more < listeners; more += 1) {
      const listener = createListener((socket) => this.emit('connection', socket))
      // One is enough to serve.
      listener.on('error', () => {})
      listener.listen({ host: address.address, port: address.port, ...wide })
      this.#beside.push(listener)
    }
  }

  /** Not of those that have just been made: their first request is on its way. */
  override closeIdleConnections() {
    const soon = performance.now() - firstRequest
    for (const [socket, waits] of this.#connections) if (waits && (!waits.isNew || waits.since < soon)) socket.destroy()
  }

  /**
   * Lets go of idle connections until all are closed, not only when it begins to: one whose answer was on its way just then
   * is idle a moment later, and would hold the end up for as long as it may be kept alive.
   */
  override close(done?: (error?: Error) => void): this {
    // Connections that were made and not yet taken would be reset: they are taken first, until two turns bring no more.
    const turn = (left: number, quiet: number, taken: number) => {
      if (left === 0 || quiet === 2) return this.#close(done)
      setImmediate(turn, left - 1, this.#taken === taken ? quiet + 1 : 0, this.#taken)
    }
    turn(lastTurns, 0, this.#taken)
    return this
  }

  #close(done?: (error?: Error) => void) {
    const others = this.#beside.splice(0).map((one) => new Promise((closed) => one.close(closed)))
    const timer = setInterval(() => this.closeIdleConnections(), 50)
    super.close((error) => {
      void Promise.all(others).then(() => {
        clearInterval(timer)
        done?.(error)
      })
    })
  }
}
