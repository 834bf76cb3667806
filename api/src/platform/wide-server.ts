import { readFileSync } from 'node:fs'
import { Server, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createListener, type Server as Listener, type Socket } from 'node:net'

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
/** How they are listened on. */
export const wide = { backlog, ...(listeners > 1 && { reusePort: true }) }

/** Milliseconds. What a request says of itself before its body is a few packets, also on a slow line. */
const saysWhat = { within: 15_000, lookedAtEvery: 5_000 }
/** Of the connections that the process may have: the rest is for the database and for files. */
const forGuests = 0.8
/** Of those; then whoever has more than half of all gets no more, so that there are some left for others. */
const getsTight = 0.75

export type ConnectionSettings = {
  /** Whether everybody connects to us by himself. Where proxies do it for them they look after their number. */
  direct: boolean
  /** The most at once; of what the system grants the process when not given. */
  most?: number
  /** Milliseconds for which nothing may come of a body that is on its way. */
  silence?: number
}

type Waits = { since: number; isNew: boolean }
/** Milliseconds. */
const firstRequest = 1_000
/** At the end so many turns of the loop are given to those who have just come. */
const lastTurns = 50

/** A server with several listeners on its port, which looks after its connections. */
export class WideServer extends Server {
  readonly #beside: Listener[] = []
  #taken = 0
  /** Since when each connection waits for a request, and whether for its first; null while it has one. */
  readonly #connections = new Map<Socket, Waits | null>()
  readonly #held = new Map<string, number>()
  readonly #direct: boolean
  readonly #most: number

  constructor(
    listener: RequestListener,
    { direct, most = Math.floor(descriptors() * forGuests), silence = 60_000 }: ConnectionSettings,
  ) {
    super({ connectionsCheckingInterval: saysWhat.lookedAtEvery }, listener)
    this.#direct = direct
    this.#most = most
    this.keepAliveTimeout = keptAlive
    this.headersTimeout = saysWhat.within
    // Files come in over slow lines for as long as they like, as long as something comes.
    this.requestTimeout = 0
    this.on('connection', (socket: Socket) => this.#count(socket))
    this.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request
      keepPromise(this, request, response)
      endSilence(request, response, silence)
      this.#connections.set(socket, null)
      response.once('close', () => {
        if (this.#connections.has(socket)) this.#connections.set(socket, { since: performance.now(), isNew: false })
      })
    })
  }

  #count(socket: Socket) {
    this.#taken += 1
    const from = socket.remoteAddress ?? ''
    const held = this.#held.get(from) ?? 0
    const all = this.#connections.size
    const tooMany = all >= this.#most * getsTight && held > all / 2 && this.#direct
    if (tooMany || all >= this.#most) return socket.destroy()
    this.#connections.set(socket, { since: performance.now(), isNew: true })
    this.#held.set(from, held + 1)
    socket.once('close', () => {
      this.#connections.delete(socket)
      const left = (this.#held.get(from) ?? 1) - 1
      if (left > 0) this.#held.set(from, left)
      else this.#held.delete(from)
    })
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

/** How long a connection is kept was said when its request came; since then the crowd may have grown or gone. */
function keepPromise(server: Server, { socket }: IncomingMessage, response: ServerResponse) {
  const said = server.keepAliveTimeout
  response.once('finish', () => {
    if (server.keepAliveTimeout < said && !socket.destroyed) socket.setTimeout(said + server.keepAliveTimeoutBuffer)
  })
}

/** Lets go of whoever stops in the middle of what he sends; how long we take for the answer is another matter. */
function endSilence(request: IncomingMessage, response: ServerResponse, silence: number) {
  const { socket, headers } = request
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
  socket.setTimeout(silence)
  response.on('timeout', () => {
    if (!request.complete) socket.destroy()
  })
}

/** How many connections and files the system grants this process. */
function descriptors(): number {
  try {
    const [, most] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return most === undefined ? usual : Number(most)
  } catch {
    // No Linux.
    return usual
  }
}
const usual = 4_096
