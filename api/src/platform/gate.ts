/** Seconds until one comes back to a busy server; spread, so that not all come at once. */
export const comeBack = () => 4 + Math.floor(Math.random() * 7)

type Settings = { atOnce: number; patience: number; surge?: number }
/** Milliseconds without a refusal. */
const calm = 10_000
/** Milliseconds. Who still comes after somebody has waited for so long without end is of a stream, and no school that comes at once. */
const atOneTime = 500

/**
 * Work that is done so much at once, the rest in the order in which it came.
 * @param patience milliseconds that one may have to wait, by how long the work took of late; `surge`: where nobody was refused
 *   for ten seconds, so that a school which comes at once in the morning just waits
 */
export function gate({ atOnce, patience, surge = patience }: Settings) {
  const queue: (() => void)[] = []
  let running = 0
  let expected = 0
  /** Milliseconds. */
  let usual = 0
  let refusedAt = -Infinity
  /** Since when somebody has waited, one after the other. */
  let waitingSince: number | null = null
  const isStream = (now: number) => waitingSince !== null && now - waitingSince > atOneTime
  return {
    /** Whether one more would have its turn in time. */
    hasRoom: () => {
      const before = Math.max(running + queue.length, expected)
      const now = performance.now()
      const isCalm = now - refusedAt > calm && !isStream(now)
      const most = isCalm ? surge : patience
      const has = before < atOnce || ((before - atOnce + 1) * usual) / atOnce < most
      if (!has) refusedAt = now
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
      if (running < atOnce) running += 1
      else {
        waitingSince ??= performance.now()
        await new Promise<void>((resolve) => queue.push(resolve))
      }
      const begun = performance.now()
      try {
        return await work()
      } finally {
        const took = performance.now() - begun
        usual = usual === 0 ? took : usual + (took - usual) / 8
        const next = queue.shift()
        if (queue.length === 0) waitingSince = null
        if (next) next()
        else running -= 1
      }
    },
  }
}
