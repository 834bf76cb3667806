import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../problem.ts'
import { createAutosave, type Draft, type Stored, type Verdict } from './autosave.ts'

class Refusal extends Error {
  readonly verdict: Verdict
  constructor(verdict: Verdict) {
    super(verdict)
    this.verdict = verdict
  }
}
const full = (retryAfter: number) =>
  new ApiProblem({ type: 'about:blank', title: 'full', status: 503, code: 'server.full', requestId: 'r-1', retryAfter })
const lost = new Refusal('later')

/** A server of one form that can lose requests, lose answers, and be edited by somebody else. */
function stage() {
  const server = new Map<string, Stored<string>>()
  const requests: { code: string; version: number; value: string }[] = []
  const drafts = new Map<string, Draft<string>>()
  const memory = new Map<string, Stored<string>>()
  let hurdles: ('lose-request' | 'lose-answer' | 'busy' | 'full' | 'full-for-long' | 'closed' | 'refuse')[] = []
  let latency = 10

  const stored = (code: string) => server.get(code) ?? { value: '', version: 0 }
  async function save(code: string, version: number, value: string): Promise<number> {
    requests.push({ code, version, value })
    await new Promise((resolve) => setTimeout(resolve, latency))
    const hurdle = hurdles.shift()
    if (hurdle === 'lose-request' || hurdle === 'busy') throw lost
    if (hurdle === 'full' || hurdle === 'full-for-long') throw full(hurdle === 'full' ? 9 : 3600)
    if (hurdle === 'closed') throw new Refusal('closed')
    if (hurdle === 'refuse') throw new Refusal('refused')
    if (stored(code).version !== version) throw new Refusal('stale')
    server.set(code, { value, version: version + 1 })
    if (hurdle === 'lose-answer') throw lost
    return version + 1
  }

  const autosave = createAutosave<string>({
    save,
    current: (code) => Promise.resolve(stored(code)),
    verdict: (error) => (error instanceof Refusal ? error.verdict : 'later'),
    fault: (_code, value) => (value.startsWith('!') ? 'too high' : null),
    same: (one, other) => one === other,
    changed: (code, draft) => void (draft ? drafts.set(code, draft) : drafts.delete(code)),
    memory: { put: (code, draft) => memory.set(code, draft), drop: (code) => memory.delete(code) },
  })
  return {
    autosave,
    server,
    requests,
    drafts,
    memory,
    meet: (...list: typeof hurdles) => void (hurdles = list),
    slow: (ms: number) => void (latency = ms),
    others: (code: string, value: string) => server.set(code, { value, version: stored(code).version + 1 }),
  }
}

describe('saving by itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('sends a line once, after a pause in the typing', async () => {
    const { autosave, requests, server, drafts } = stage()
    for (const value of ['5', '5,', '5,2', '5,25']) {
      autosave.edit('1.4', value, 0)
      await pass(100)
    }
    expect(requests).toHaveLength(0)
    await pass(700)
    expect(requests).toEqual([{ code: '1.4', version: 0, value: '5,25' }])
    expect(server.get('1.4')).toEqual({ value: '5,25', version: 1 })
    expect(drafts.size).toBe(0)
  })

  it('keeps one request in flight for a line, and the newest value wins', async () => {
    const { autosave, requests, server, slow } = stage()
    slow(5000)
    autosave.edit('1.4', 'a', 0)
    await pass(700)
    autosave.edit('1.4', 'b', 0)
    await pass(2000)
    autosave.edit('1.4', 'c', 0)
    await pass(2000)
    expect(requests).toHaveLength(1)
    await pass(6000)
    expect(requests.map(({ version, value }) => [version, value])).toEqual([
      [0, 'a'],
      [1, 'c'],
    ])
    await pass(6000)
    expect(server.get('1.4')).toEqual({ value: 'c', version: 2 })
  })

  it('sends lines side by side', async () => {
    const { autosave, requests, slow } = stage()
    slow(5000)
    autosave.edit('1.1', 'a', 0)
    autosave.edit('1.2', 'b', 0)
    await pass(700)
    expect(requests.map(({ code }) => code)).toEqual(['1.1', '1.2'])
  })

  it('keeps what could not be sent, and tries again until it is there', async () => {
    const { autosave, requests, server, drafts, meet } = stage()
    meet('lose-request', 'busy', 'lose-request')
    autosave.edit('1.4', 'a', 0)
    await pass(700)
    expect(drafts.get('1.4')).toMatchObject({ state: 'retrying', value: 'a' })
    await pass(10_000)
    expect(requests).toHaveLength(4)
    expect(server.get('1.4')).toEqual({ value: 'a', version: 1 })
    expect(drafts.size).toBe(0)
  })

  it('tries at once when the connection is back', async () => {
    const { autosave, server, meet } = stage()
    meet('lose-request', 'lose-request', 'lose-request', 'lose-request', 'lose-request')
    autosave.edit('1.4', 'a', 0)
    await pass(20_000)
    expect(server.size).toBe(0)
    autosave.retry()
    await pass(20)
    expect(server.get('1.4')?.value).toBe('a')
  })

  it('waits ever longer between tries, half a minute at most', async () => {
    const { autosave, requests, meet } = stage()
    meet(...Array.from({ length: 20 }, () => 'lose-request' as const))
    autosave.edit('1.4', 'a', 0)
    await pass(300_000)
    expect(requests.length).toBeGreaterThan(10)
    expect(requests.length).toBeLessThan(16)
  })

  it('comes back to a full server no sooner than it has asked for, at the latest after half a minute', async () => {
    const { autosave, requests, server, meet } = stage()
    meet('full', 'full')
    autosave.edit('1.4', 'a', 0)
    await pass(600 + 10 + 8_900)
    expect(requests).toHaveLength(1)
    await pass(200)
    expect(requests).toHaveLength(2)
    autosave.retry()
    await pass(20)
    expect(server.get('1.4')).toEqual({ value: 'a', version: 1 })

    meet('full-for-long')
    autosave.edit('1.5', 'b', 0)
    await pass(600 + 10 + 30_100)
    expect(server.get('1.5')).toEqual({ value: 'b', version: 1 })
  })

  it('sees its own earlier save behind a conflict when only the answer was lost', async () => {
    const { autosave, server, drafts, meet } = stage()
    meet('lose-answer')
    autosave.edit('1.4', 'a', 0)
    await pass(650)
    autosave.edit('1.4', 'b', 0)
    await pass(10_000)
    expect(drafts.size).toBe(0)
    expect(server.get('1.4')).toEqual({ value: 'b', version: 2 })
  })

  it('keeps a refused value and says why; what is mended goes out', async () => {
    const { autosave, requests, server, drafts, meet } = stage()
    meet('refuse')
    autosave.edit('1.4', 'a', 0)
    await pass(700)
    expect(drafts.get('1.4')).toMatchObject({ state: 'refused', value: 'a' })
    await pass(60_000)
    expect(requests).toHaveLength(1)
    autosave.edit('1.4', 'b', 0)
    await pass(700)
    expect(server.get('1.4')?.value).toBe('b')
  })

  it('does not send what can be seen to be refused', async () => {
    const { autosave, requests, drafts, memory } = stage()
    autosave.edit('1.4', '!7', 0)
    expect(drafts.get('1.4')).toMatchObject({ state: 'refused', error: 'too high', value: '!7' })
    expect(memory.get('1.4')?.value).toBe('!7')
    await pass(60_000)
    expect(requests).toHaveLength(0)
  })

  it('tells of the conflict and overwrites nothing by itself', async () => {
    const { autosave, requests, server, drafts, others } = stage()
    others('1.4', 'theirs')
    autosave.edit('1.4', 'mine', 0)
    await pass(60_000)
    expect(drafts.get('1.4')).toMatchObject({
      state: 'conflict',
      value: 'mine',
      theirs: { value: 'theirs', version: 1 },
    })
    expect(server.get('1.4')?.value).toBe('theirs')
    autosave.edit('1.4', 'mine, longer', 0)
    await pass(60_000)
    expect(requests).toHaveLength(1)
    expect(drafts.get('1.4')).toMatchObject({ state: 'conflict', value: 'mine, longer' })
  })

  it('puts mine over theirs only when told to', async () => {
    const { autosave, server, drafts, others } = stage()
    others('1.4', 'theirs')
    autosave.edit('1.4', 'mine', 0)
    await pass(1000)
    autosave.keepMine('1.4')
    await pass(1000)
    expect(server.get('1.4')).toEqual({ value: 'mine', version: 2 })
    expect(drafts.size).toBe(0)
  })

  it('lets theirs stand when told to', async () => {
    const { autosave, server, drafts, memory, others } = stage()
    others('1.4', 'theirs')
    autosave.edit('1.4', 'mine', 0)
    await pass(1000)
    autosave.drop('1.4')
    await pass(1000)
    expect(server.get('1.4')).toEqual({ value: 'theirs', version: 1 })
    expect(drafts.size + memory.size).toBe(0)
  })

  it('is no conflict when both wrote the same', async () => {
    const { autosave, server, drafts, others } = stage()
    others('1.4', 'a')
    autosave.edit('1.4', 'a', 0)
    await pass(1000)
    expect(drafts.size).toBe(0)
    expect(server.get('1.4')).toEqual({ value: 'a', version: 1 })
  })

  it('keeps everything when the form takes nothing any more, and sends it when it does again', async () => {
    const { autosave, requests, server, drafts, memory, meet } = stage()
    meet('closed')
    autosave.edit('1.4', 'a', 0)
    await pass(60_000)
    expect(drafts.get('1.4')).toMatchObject({ state: 'closed', value: 'a' })
    expect(memory.get('1.4')).toEqual({ value: 'a', version: 0 })
    expect(requests).toHaveLength(1)
    autosave.retry()
    await pass(1000)
    expect(server.get('1.4')?.value).toBe('a')
  })

  it('has every keystroke in the memory before anything is sent, and forgets it when it is confirmed', async () => {
    const { autosave, memory } = stage()
    autosave.edit('1.4', 'a', 3)
    expect(memory.get('1.4')).toEqual({ value: 'a', version: 3 })
    autosave.edit('1.4', 'ab', 3)
    expect(memory.get('1.4')).toEqual({ value: 'ab', version: 3 })
    autosave.drop('1.4')
    autosave.edit('1.1', 'x', 0)
    autosave.flush('1.1')
    await pass(20)
    expect(memory.size).toBe(0)
  })

  it('leaves what waits in the memory when the page is closed', async () => {
    const { autosave, requests, memory } = stage()
    autosave.edit('1.4', 'a', 0)
    autosave.stop()
    await pass(60_000)
    expect(requests).toHaveLength(0)
    expect(memory.get('1.4')?.value).toBe('a')
  })
})
