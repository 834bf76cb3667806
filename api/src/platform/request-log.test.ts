import Fastify from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import { logStream } from './log-stream.ts'
import { RequestLog } from './request-log.ts'

describe('the log of requests', () => {
  it('has one line for each that was answered, and none of those that are not to be written down', async () => {
    const lines: string[] = []
    const stream = { write: (line: string) => void lines.push(line) }
    const app = Fastify({ logger: { level: 'info', stream }, logController: new RequestLog() })
    app.get('/things/:id', async () => ({}))
    app.get('/feeds/:secret', { logLevel: 'warn' }, async () => ({}))
    await app.inject('/things/1?part=2')
    await app.inject('/things')
    await app.inject('/feeds/secret')
    await vi.waitFor(() => expect(lines).toHaveLength(2))
    const [first, second] = lines.map((line): unknown => JSON.parse(line))
    expect(first).toMatchObject({
      method: 'GET',
      url: '/things/1?part=2',
      ip: '127.0.0.1',
      status: 200,
      msg: 'answered',
    })
    expect(first).toHaveProperty('reqId')
    expect(first).toHaveProperty('milliseconds')
    expect(second).toMatchObject({ url: '/things', status: 404 })
  })
})

describe('the stream of the log', () => {
  it('writes lines of a moment in one piece, in their order', async () => {
    vi.useFakeTimers()
    const pieces: string[] = []
    const stream = logStream((text) => void pieces.push(text))
    for (const line of ['a\n', 'b\n', 'c\n']) stream.write(line)
    expect(pieces).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(pieces).toEqual(['a\nb\nc\n'])
    stream.write('d\n')
    await vi.advanceTimersByTimeAsync(100)
    expect(pieces).toEqual(['a\nb\nc\n', 'd\n'])
    vi.useRealTimers()
  })

  it('keeps nothing back when the process ends', () => {
    const before = process.listeners('exit')
    const last: string[] = []
    const stream = logStream(
      () => {},
      (text) => void last.push(text),
    )
    stream.write('the end\n')
    const [atExit] = process.listeners('exit').filter((one) => !before.includes(one))
    atExit?.(0)
    expect(last).toEqual(['the end\n'])
  })
})
