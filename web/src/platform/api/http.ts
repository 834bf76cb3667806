import { problemBody } from '@thuoc/shared'
import { ApiProblem, NetworkProblem } from '../problem.ts'
import { answerAskedEarly, apiBase } from './early.ts'

export { apiBase } from './early.ts'

/** What `send` answers with: the parsed JSON of an accepted request. */
export type HttpRequest = {
  method: string
  /** Below the API's base, with its query. */
  path: string
  body?: string
  token?: string | null
  signal?: AbortSignal | undefined
}

/**
 * One request, one answer. @returns the JSON of the reply, `null` when it has none
 * @throws ApiProblem when the API refuses, NetworkProblem when no usable answer comes; an abort is thrown as it is
 */
export async function send({ method, path, body, token, signal }: HttpRequest): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (token) headers.set('authorization', `Bearer ${token}`)
  const early = body === undefined ? answerAskedEarly(method, path) : undefined
  const reply = await answered(
    early ??
      fetch(`${apiBase}${path}`, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      }),
  )
  const text = await answered(reply.text())
  return readReply(reply.status, text)
}

/** One file; with a form, what is made of that. @throws ApiProblem, NetworkProblem */
export async function fetchFile(path: string, token: string | null, form?: FormData): Promise<Blob> {
  const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {})
  const sent = form ? { method: 'POST', body: form } : {}
  const reply = await answered(fetch(`${apiBase}${path}`, { ...sent, headers, credentials: 'same-origin' }))
  if (!reply.ok) readReply(reply.status, await answered(reply.text()))
  return await answered(reply.blob())
}

/** Reads an answer by its status. @throws ApiProblem, NetworkProblem */
export function readReply(status: number, text: string): unknown {
  const json = parsed(text)
  if (status >= 200 && status < 300) return json
  const problem = problemBody.safeParse(json)
  throw problem.success ? new ApiProblem(problem.data) : new NetworkProblem(`HTTP ${status}`)
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new NetworkProblem(cause)
  }
}

/** fetch says `TypeError` for every way of not getting through. */
async function answered<T>(pending: Promise<T>): Promise<T> {
  try {
    return await pending
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new NetworkProblem(cause)
  }
}
