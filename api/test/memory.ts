import { setImmediate as turn } from 'node:timers/promises'

/** Does something and tells by how many bytes the process has grown at most while it did. */
export async function watchMemory<Result>(work: () => Promise<Result>): Promise<{ result: Result; grownBy: number }> {
  await turn()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 10)
  try {
    const result = await work()
    return { result, grownBy: Math.max(most, process.memoryUsage().rss) - before }
  } finally {
    clearInterval(timer)
  }
}
