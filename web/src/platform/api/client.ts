import type { Call, Endpoint, Reply } from '@thuoc/shared'
import { send } from './http.ts'
import { patiently } from './patience.ts'
import { ApiProblem } from '../problem.ts'
import { tellRefusals } from '../sentences.ts'
import { accessToken, renewToken, sessionEnded } from './token.ts'

export { ApiProblem, NetworkProblem, isPassing, isProblem } from '../problem.ts'

type Given = Record<string, unknown>
type Options = {
  signal?: AbortSignal
  /** False where the caller has a patience of its own, and says that it waits. */
  waits?: false
}
type Loose = { params?: Given; query?: Given; body?: unknown }

/**
 * Calls an endpoint. The body goes out as the wire has it (hundredths become decimals), the reply comes back parsed.
 * When the session ends in the middle, the person signs in over the page and the call goes on: nothing is lost.
 * @throws ApiProblem when the API refuses, NetworkProblem when no usable answer comes
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: Call<E>,
  options: Options = {},
): Promise<Reply<E>> {
  const { params, query, body } = request as Loose
  const outgoing = {
    method: endpoint.method,
    path: addressOf(endpoint, params, query),
    ...(endpoint.body && { body: JSON.stringify(endpoint.body.encode(body)) }),
    signal: options.signal,
  }
  const ask = () => withSession(endpoint.access !== 'public', (token) => send({ ...outgoing, token }))
  const repeatable = endpoint.method === 'GET' || endpoint.repeatable === true
  const reply = await (options.waits === false ? ask() : patiently(ask, { signal: options.signal, repeatable })).catch(
    async (error: unknown) => {
      if (error instanceof ApiProblem) await tellRefusals()
      throw error
    },
  )
  return endpoint.reply.parse(reply) as Reply<E>
}

/** The address of a call below the API's base; what is undefined, null or empty stays out of the query. */
export function addressOf(endpoint: Endpoint, params: Given = {}, query: Given = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(wire(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (wire(value) !== '') search.set(name, wire(value))
  return search.size ? `${path}?${search}` : path
}

/** Params and queries are text, numbers or yes and no; nothing else fits into an address. */
const wire = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** Runs `work` with a token that is good: renewed silently where it can be, by signing in again where it cannot. */
export async function withSession<T>(needed: boolean, work: (token: string | null) => Promise<T>): Promise<T> {
  const token = accessToken()
  try {
    return await work(needed ? token : null)
  } catch (error) {
    if (!needed || !(error instanceof ApiProblem) || error.body.status !== 401) throw error
    // Another call may have renewed it while this one was under way.
    if (accessToken() === token && !(await renewToken())) await sessionEnded()
    return await work(accessToken())
  }
}
