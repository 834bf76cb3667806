import { refreshSession, type Session } from '@thuoc/shared'
import { oneTabAtATime } from './early.ts'
import { send } from './http.ts'
import { isProblem } from '../problem.ts'

/**
 * The access token lives here, in memory only, and nowhere else; the refresh cookie is the browser's and unreadable.
 * The session store listens; the client asks.
 */
type Listener = {
  /** A new token came, with what the server now says about the person. */
  renewed: (session: Session) => void
  /** The session is over. Resolves once the same person has signed in again; never when they leave. */
  ended: () => Promise<void>
}

let token: string | null = null
let pending: Promise<boolean> | null = null
let listener: Listener = { renewed: () => undefined, ended: () => new Promise(() => undefined) }

export const accessToken = () => token
export const setToken = (value: string | null) => void (token = value)
export const listenToSession = (to: Listener) => void (listener = to)
export const sessionEnded = () => listener.ended()

/**
 * Exchanges the refresh cookie for a new token: once for all who wait in this tab, one tab after the other in this
 * browser, because a cookie used twice ends the session.
 * @returns false when the session is over @throws NetworkProblem, or ApiProblem for anything that may pass
 */
export function renewToken(): Promise<boolean> {
  pending ??= oneTabAtATime(exchange).finally(() => (pending = null))
  return pending
}

async function exchange(): Promise<boolean> {
  try {
    const session = refreshSession.reply.parse(await send({ method: refreshSession.method, path: refreshSession.path }))
    token = session.accessToken
    listener.renewed(session)
    return true
  } catch (error) {
    if (!isProblem(error, 'session.required', 'session.expired', 'session.reused', 'session.suspended')) throw error
    token = null
    return false
  }
}
