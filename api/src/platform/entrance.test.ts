import { Agent, request } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createDoor, type Door } from './door.ts'
import { createEntrance, listen } from './entrance.ts'
import type { ConnectionSettings, WideServer } from './wide-server.ts'

const local = { host: '127.0.0.1', port: 0 }
const open: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()))
})

type Given = { door?: Door | null; takes?: number; requestsPerMinute?: number } & Pick<
  ConnectionSettings,
  'most' | 'silence'
>
/** A server that answers after so many milliseconds. @param door nobody stands there unless it is given */
async function served({ door = null, takes = 0, requestsPerMinute = 100_000, ...connections }: Given = {}) {
  const heard: string[] = []
  const app = Fastify({
    return503OnClosing: false,
    serverFactory: (serve) =>
      createEntrance(serve, { door, trustProxy: false, requestsPerMinute, connections, onRefused: () => {} }),
  })
  open.push(app)
  app.all('/*', async ({ method, url }) => {
    heard.push(`${method} ${url}`)
    await sleep(takes)
    return { done: true }
  })
  await listen(app, local)
  const { port } = app.server.address() as AddressInfo
  return { app, heard, port, url: `http://127.0.0.1:${port}` }
}
/** Whether the door is shut is asked of the test. */
const aDoor = () => {
  const state = { shut: false }
  return { state, door: createDoor({ waiting: () => (state.shut ? 1000 : 0) }) }
}

describe('whom the door does not let in', () => {
  it('is told when to come back, before anything is done, and keeps the connection', async () => {
    const { state, door } = aDoor()
    const { url, heard } = await served({ door })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = () =>
      new Promise<{ status: number | undefined; reused: boolean; retryAfter: number; body: string }>(
        (resolve, reject) => {
          const call = request(`${url}/api/v1/things`, { method: 'PUT', agent }, (reply) => {
            let body = ''
            reply.on('data', (part: Buffer) => (body += part.toString()))
            reply.on('end', () => {
              const retryAfter = Number(reply.headers['retry-after'])
              resolve({ status: reply.statusCode, reused: call.reusedSocket, retryAfter, body })
            })
          })
          call.on('error', reject)
          call.setHeader('content-type', 'application/json')
          call.end('{}')
        },
      )
    state.shut = true
    const first = await ask()
    expect([first.status, heard]).toEqual([503, []])
    expect(first.retryAfter).toBeGreaterThanOrEqual(2)
    expect(JSON.parse(first.body)).toMatchObject({ code: 'server.full', status: 503, retryAfter: first.retryAfter })
    state.shut = false
    await sleep(10)
    expect(await ask()).toMatchObject({ status: 200, reused: true })
    expect(heard).toEqual(['PUT /api/v1/things'])
    agent.destroy()
  })

  it('is nobody who asks for the app itself, or whether the service lives', async () => {
    const { state, door } = aDoor()
    const { url } = await served({ door })
    state.shut = true
    const status = async (path: string) => (await fetch(url + path)).status
    expect(await Promise.all(['/', '/assets/a.js', '/api/v1/health', '/api/v1/ready'].map(status))).toEqual(
      Array.from({ length: 4 }, () => 200),
    )
    expect(await status('/api/v1/session')).toBe(503)
  })
})

it('who asks on and on is answered a second later, and nothing is done for him; others are served', async () => {
  const { port, heard } = await served({ requestsPerMinute: 10 })
  const ask = (localAddress: string, path = '/api/v1/things') =>
    new Promise<{ status: number | undefined; after: number; milliseconds: number }>((resolve, reject) => {
      const begun = performance.now()
      request({ port, localAddress, path, host: '127.0.0.1' }, (reply) => {
        reply.resume()
        const after = Number(reply.headers['retry-after'])
        resolve({ status: reply.statusCode, after, milliseconds: performance.now() - begun })
      })
        .on('error', reject)
        .end()
    })
  for (let many = 0; many < 12; many += 1) expect((await ask('127.0.0.5')).status).toBe(200)
  const late = await ask('127.0.0.5')
  expect(late.status).toBe(429)
  expect(late.after).toBeGreaterThan(50)
  expect(late.milliseconds).toBeGreaterThan(950)
  expect(heard).toHaveLength(12)
  expect((await ask('127.0.0.5', '/api/v1/ready')).status).toBe(200)
  expect((await ask('127.0.0.6')).status).toBe(200)
})

describe('connections', () => {
  it.runIf(process.platform === 'linux')('of a rush are taken several in each turn of the loop', async () => {
    const { app, port } = await served()
    const many = 400
    let taken = 0
    app.server.on('connection', () => (taken += 1))
    const sockets = Array.from({ length: many }, () => connect(port, '127.0.0.1'))
    let turns = 0
    while (taken < many && turns < 10 * many) {
      turns += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    for (const socket of sockets) socket.destroy()
    expect(taken).toBe(many)
    expect(turns).toBeLessThan(many / 2)
  })

  it('are not taken at a port that somebody else has', async () => {
    const { port } = await served()
    await expect(listen(Fastify(), { ...local, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('that wait to be taken when the server ends are answered before it does', async () => {
    const { app, port } = await served({ takes: 20 })
    const answers = Array.from({ length: 40 }, () => {
      // Connected at once, in the queue of the kernel; nobody has taken it yet when the server is told to end.
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
      return new Promise<string>((resolve) => {
        socket.once('data', (data) => resolve(data.toString().slice(0, 12)))
        socket.once('error', ({ message }) => resolve(message))
      })
    })
    await app.close()
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200']))
  })

  it('are closed once what came by them is answered, by whichever listener', async () => {
    const { app, url, heard } = await served({ takes: 300 })
    const asked = Array.from({ length: 40 }, () => fetch(url).then((reply) => reply.json()))
    while (heard.length < 40) await sleep(5)
    const begun = performance.now()
    await app.close()
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 40 }, () => ({ done: true })))
    expect(performance.now() - begun).toBeLessThan(5_000)
    await expect(fetch(url)).rejects.toThrow()
  })
})

describe('who holds on to a connection and says little', () => {
  const closed = (socket: Socket) => new Promise<void>((done) => socket.once('close', () => done()))
  const connected = async (port: number, localAddress = '127.0.0.1') => {
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    socket.on('error', () => {}).resume()
    await once(socket, 'connect')
    return socket
  }

  it('is let go when he does not say in time what he wants, or stops in the middle of it', async () => {
    const { app, port, heard } = await served()
    const server = app.server as WideServer
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 0])
    server.headersTimeout = 1_000
    const [silent, slow] = [await connected(port), await connected(port)]
    slow.write('GET / HTTP/1.1\r\nhost: ')
    // Node looks every five seconds.
    await Promise.all([silent, slow].map(closed))
    expect(heard).toEqual([])
  }, 30_000)

  it('is let go when nothing more comes of a body, and not when the answer takes longer', async () => {
    const { port, app } = await served({ takes: 400, silence: 200 })
    const ask = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n'
    const [stopped, whole] = [await connected(port), await connected(port)]
    stopped.write(`${ask}{`)
    whole.write(`${ask}{}`)
    const [[answer]] = await Promise.all([once(whole, 'data'), closed(stopped)])
    expect(String(answer)).toContain('200 OK')
    whole.destroy()
    expect(app.server.listening).toBe(true)
  })

  it('does not take the connections of others: where it gets tight, one address gets no more than half', async () => {
    const { app, port } = await served({ most: 40 })
    let taken = 0
    app.server.on('connection', () => (taken += 1))
    const one = await Promise.all(Array.from({ length: 30 }, () => connected(port, '127.0.0.3')))
    // Whoever connects is taken a moment later, by any of the listeners.
    while (taken < one.length) await sleep(5)
    const tooMany = await connected(port, '127.0.0.3')
    await closed(tooMany)
    const others = await Promise.all(Array.from({ length: 10 }, (_, at) => connected(port, `127.0.1.${at + 1}`)))
    for (const other of others) other.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    const answers = await Promise.all(others.map((other) => once(other, 'data')))
    expect(answers.map(([data]) => String(data).slice(0, 12))).toEqual(others.map(() => 'HTTP/1.1 200'))
    for (const socket of [...one, ...others]) socket.destroy()
  })
})
