import type { z } from 'zod'
import type { Permission } from './identity/permission.ts'
import type { ProblemCode } from './problem.ts'

/**
 * Who may call: anyone, anyone with a session (even one that must still choose a unit or change its password),
 * anyone acting in a unit, or only those who hold a permission. A route without it does not compile or start.
 */
export type Access = 'public' | 'session' | 'acting' | Permission

/** One call of the API, said once: the server registers it, the web app calls it, OpenAPI prints it. */
export type Endpoint = {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  summary: string
  access: Access
  /** Writes, and asked once more it is the same order still: whoever met a busy server may ask again by themselves. */
  repeatable?: true
  /** How many ordinary calls it costs the service, 1 when not given; where many come at once fewer of these are let in. */
  weight?: number
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  reply: z.ZodType
  /** What this call itself may refuse with; `refusalsOf` adds what follows from its access and its shape. */
  refusals: readonly ProblemCode[]
}

export const endpoint = <const E extends Endpoint>(definition: E) => definition

/** Every refusal a call can answer with: its own, and those that follow from its access and its shape. */
export function refusalsOf({ access, params, query, body, refusals }: Endpoint): ProblemCode[] {
  const implied: ProblemCode[] = []
  if (params ?? query ?? body) implied.push('request.invalid')
  if (access !== 'public') implied.push('session.required')
  if (access !== 'public' && access !== 'session')
    implied.push('access.denied', 'session.membership-required', 'session.password-change-required')
  implied.push('request.too-many', 'server.busy', 'server.full', 'server.storage-unavailable', 'server.error')
  return [...new Set([...refusals, ...implied])]
}

/** Beside a body a query only adds something, and may be left out. */
type Query<Q, B> = B extends z.ZodType ? { query?: Q } : { query: Q }
type Sent<E extends Endpoint> = (E['params'] extends z.ZodType ? { params: z.input<E['params']> } : unknown) &
  (E['query'] extends z.ZodType ? Query<z.input<E['query']>, E['body']> : unknown) &
  (E['body'] extends z.ZodType ? { body: z.output<E['body']> } : unknown)
/** What a caller passes: params and query as text on the wire, the body decoded (scores in hundredths). */
export type Call<E extends Endpoint> = Sent<E>
export type Reply<E extends Endpoint> = z.output<E['reply']>
