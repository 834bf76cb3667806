/** Seconds until one comes back to a busy server; spread, so that not all come at once. */
export const comeBack = () => 4 + Math.floor(Math.random() * 7)

type Settings = { atOnce: number; patience: number; surge?: number }
/** Milliseconds without a refusal. */
const calm = 10_000
/** So much of the last milliseconds was worked: then those who come are a stream, and not a school that comes at once. */
const stream = { share: 0.3, memory: 3_000 }

/**
 * Work that is done so much at once, the rest in the order in which it came.
 * @param patience milliseconds that one may have to wait, by how long the work took of late; `surge`: where nobody was refused
 *   for ten seconds and little was to do, so that a school which comes at once in the morning just waits
 */
export function gate({ atOnce, patience, surge = patience }: Settings) {
  const queue: (() => void)[] = []
  let running = 0
  let expected = 0
  /** Milliseconds. */
  let usual = 0
  let refusedAt = -Infinity
  let worked = 0
  let last = performance.now()
  /** To be called before `running` changes. @returns how much of what could be done of late was done */
  const load = () => {
    const now = performance.now()
    const kept = Math.exp((last - now) / stream.memory)
    worked = worked * kept + (running / atOnce) * (1 - kept)
    last = now
    return worked
  }
  return {
    /** Whether one more would have its turn in time. */
    hasRoom: () => {
      const before = Math.max(running + queue.length, expected)
      const isCalm = performance.now() - refusedAt > calm && load() < stream.share
      const most = isCalm ? surge : patience
      const has = before < atOnce || ((before - atOnce + 1) * usual) / atOnce < most
      if (!has) refusedAt = performance.now()
      return has
    },
    /** Counts who will come to `run` in the course of this, and is not there yet. */
    async expect<T>(all: () => Promise<T>): Promise<T> {
      expected += 1
      try {
        return await all()
      } finally {
        expected -= 1
      }
    },
    async run<T>(work: () => Promise<T>): Promise<T> {
      // Who ends hands the place on: nobody who comes meanwhile takes it.
      load()
      if (running < atOnce) running += 1
      else await new Promise<void>((resolve) => queue.push(resolve))
      const begun = performance.now()
      try {
        return await work()
      } finally {
        const took = performance.now() - begun
        usual = usual === 0 ? took : usual + (took - usual) / 8
        load()
        const next = queue.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
