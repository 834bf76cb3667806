import { ancestors, isGone } from './ancestors.ts'

export type Lifetime = {
  /** Runs `close` when the process ends in order; the last one registered runs first. */
  onEnd: (close: () => Promise<void> | void) => void
  /** Ends the process: everything registered is closed, then it exits. A second call waits for the first. */
  end: (exitCode: number) => Promise<never>
  /** What fails from now on fails because we are going. */
  isEnding: () => boolean
}

/** Longer than the slowest request may take; systemd and Docker wait longer than this when told so (see operations). */
const patience = 25_000

/**
 * Ties the process to those who may end it. Ctrl-C may arrive twice (from the terminal and passed on by pnpm), so
 * repeats are ignored. `npx` dies of a SIGTERM without telling its children; therefore the programs that launched
 * us are watched, and when one is gone, so are we.
 */
export function lifetime(onError: (error: unknown) => void): Lifetime {
  const closers: (() => Promise<void> | void)[] = []
  let ending: Promise<never> | null = null

  async function run(exitCode: number): Promise<never> {
    setTimeout(() => process.exit(1), patience).unref()
    for (const close of closers.reverse()) {
      try {
        await close()
      } catch (error) {
        onError(error)
      }
    }
    process.exit(exitCode)
  }
  const end = (exitCode: number) => (ending ??= run(exitCode))

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  const launchers = ancestors()
  const parent = process.ppid
  setInterval(() => {
    if ((parent !== 1 && process.ppid !== parent) || launchers.some(isGone)) void end(0)
  }, 500).unref()

  return { onEnd: (close) => closers.push(close), end, isEnding: () => ending !== null }
}
