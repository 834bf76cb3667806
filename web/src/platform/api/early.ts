import { recallSession } from '../session.memory.ts'

// Nothing else is imported here: this comes before the app, and asks while the app is still on its way.

export const apiBase = '/api/v1'

/** Milliseconds after which an answer that nobody has taken is out of date. */
const goodFor = 20_000

const asked = new Map<string, Promise<Response>>()
const nameOf = (method: string, path: string) => `${method} ${path}`

/** The answer to a request that was made before the app was there; once, for it is of that moment. */
export function answerAskedEarly(method: string, path: string): Promise<Response> | undefined {
  const answer = asked.get(nameOf(method, path))
  asked.delete(nameOf(method, path))
  return answer
}

function ask(method: string, path: string, answer: Promise<Response>): Promise<Response> {
  const name = nameOf(method, path)
  asked.set(name, answer)
  // Who comes for it finds nothing, and asks again.
  answer.catch(() => asked.delete(name))
  return answer
}

/** Web Locks are missing on plain http and in old browsers: there each tab looks after itself. */
export async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  const browser: { locks?: LockManager | null } = navigator
  return browser.locks ? await browser.locks.request('thuoc-session', work) : await work()
}

const accept = { accept: 'application/json' }
const refresh = { method: 'POST', path: '/session/refresh' } as const

/** Takes up the session of an earlier visit, and asks for `own` with it; `open` is for everybody. Paths below the API's base. */
export function askEarly({ own, open }: { own: readonly string[]; open: readonly string[] }): void {
  setTimeout(() => asked.clear(), goodFor)
  for (const path of open) void ask('GET', path, fetch(apiBase + path, { headers: accept }))
  if (!recallSession()) return
  const { method, path } = refresh
  const session = ask(
    method,
    path,
    oneTabAtATime(() => fetch(apiBase + path, { method, headers: accept })),
  )
  const headers = session.then(bearer)
  headers.catch(() => {})
  for (const one of own) {
    const answer = headers.then((all) => fetch(apiBase + one, { headers: all }))
    void ask('GET', one, answer)
  }
}

async function bearer(session: Response): Promise<HeadersInit> {
  const told: unknown = session.ok ? await session.clone().json() : null
  if (typeof told !== 'object' || told === null || !('accessToken' in told)) throw new Error('No session')
  return { ...accept, authorization: `Bearer ${String(told.accessToken)}` }
}
