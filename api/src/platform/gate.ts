/** Seconds until one comes back to a busy server; spread, so that not all come at once. */
export const comeBack = () => 1 + Math.floor(Math.random() * 4)

/** Work that is done so much at once, the rest in the order in which it came. @param waiting how much may wait */
export function gate({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0
  return {
    /** Whether one more would have its turn in time. */
    hasRoom: () => queue.length < waiting,
    async run<T>(work: () => Promise<T>): Promise<T> {
      // Who ends hands the place on: nobody who comes meanwhile takes it.
      if (running < atOnce) running += 1
      else await new Promise<void>((resolve) => queue.push(resolve))
      try {
        return await work()
      } finally {
        const next = queue.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
