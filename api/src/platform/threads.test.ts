import { expect, it } from 'vitest'
import { createThreads, Exhausted } from './threads.ts'

/** On a machine that does much else. */
const patience = 60_000
type Stay = { begun: number; ended: number }
/** A thread that does this with what it is given, as `workerData`, and says something by `say`. */
const scriptOf = (work: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort, workerData } from 'node:worker_threads'; const say = (one) => parentPort.postMessage(one); ${work}`,
    )}`,
  )
const staying = scriptOf('const begun = Date.now(); setTimeout(() => say({ begun, ended: Date.now() }), 50)')
const terms = { megabytes: 64, milliseconds: patience, atOnce: 1 }

it(
  'as many threads are there at a time as are allowed, and whoever waits comes next',
  { timeout: patience },
  async () => {
    const inThread = createThreads<Stay>({ ...terms, script: staying })
    const stays = await Promise.all([1, 2, 3].map((one) => inThread(one)))
    const [first, second, third] = stays
    expect(second?.begun).toBeGreaterThanOrEqual(first?.ended ?? Infinity)
    expect(third?.begun).toBeGreaterThanOrEqual(second?.ended ?? Infinity)
  },
)

it.each([
  ['much memory', { megabytes: 16 }, 'const kept = []; for (;;) kept.push(Array.from({ length: 1e4 }, Math.random))'],
  ['much time', { milliseconds: 5_000 }, 'setInterval(() => {}, 1000)'],
])(
  'what takes too %s is given up, and the next one has its turn',
  { timeout: patience },
  async (_what, limits, endless) => {
    const script = scriptOf(`if (workerData === 'endless') { ${endless} } else say('done')`)
    const inThread = createThreads<string>({ ...terms, ...limits, script })
    const [given, next] = await Promise.allSettled([inThread('endless'), inThread('short')])
    expect(given).toMatchObject({ status: 'rejected', reason: expect.any(Exhausted) })
    expect(next).toEqual({ status: 'fulfilled', value: 'done' })
  },
)
