import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

export type Balancer = { stop: () => Promise<void> }

/**
 * Gives each request to the next of several servers, as a balancer in front of them would (nginx, `proxy_next_upstream error`):
 * what one does not even begin to read, because it is away, the next one gets, and what only reads also where the connection
 * broke before there was an answer. Nobody is sent to the same one twice in a row on purpose.
 * @param ports where they are now; those that are being started again may be among them
 */
export async function startBalancer(port: number, ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: false })
  let turn = 0

  /** @param at whose turn it is; who is sent on goes to the neighbour, and not to where others are sent meanwhile */
  function pass(from: IncomingMessage, to: ServerResponse, at: number, left: number) {
    const { method, url, headers } = from
    const target = ports[at % ports.length]
    const call = request({ host: '127.0.0.1', port: target, method, path: url, headers, agent }, (reply) => {
      to.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(to)
    })
    call.once('socket', (socket) => {
      // Only what is connected gets the body: until then another one may have it.
      if (socket.connecting) socket.once('connect', () => from.pipe(call))
      else from.pipe(call)
    })
    const giveUp = () => call.destroy()
    call.on('error', (error: NodeJS.ErrnoException) => {
      to.off('close', giveUp)
      // Whoever asked is gone.
      if (to.destroyed) return
      const isLost = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && method === 'GET')
      if (isLost && !to.headersSent && left > 0) return pass(from, to, at + 1, left - 1)
      if (!to.headersSent) to.writeHead(502)
      to.end()
    })
    to.on('close', giveUp)
  }
  const server = createServer((from, to) => pass(from, to, (turn += 1), ports.length * 2))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
