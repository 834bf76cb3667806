type Rounds = {
  /** What is done again and again; it ends early where `ending` says so. */
  round: (ending: AbortSignal) => Promise<void>
  /** Between two of them. */
  everySeconds: number
  onError: (error: unknown) => void
}

/** Does a round every few seconds: for work that a table holds. @returns what ends it, when the round under way has */
export function startRounds({ round, everySeconds, onError }: Rounds): () => Promise<void> {
  const ending = new AbortController()
  const run = (async () => {
    while (!ending.signal.aborted) {
      await round(ending.signal).catch(onError)
      await pause(everySeconds * 1000, ending.signal)
    }
  })()
  return async () => {
    ending.abort()
    await run
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
