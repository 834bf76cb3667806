import { refusalsOf, type Access, type Endpoint, type Reply } from '@thuoc/shared'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { z } from 'zod'
import { admit, goingAhead } from './access.ts'
import { actingAs, actingOf } from './acting.ts'
import type { ActorOf } from './actor.ts'
import { refusalResponses, unreadableResponses } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call; a route of the API without it does not start. */
    access?: Access
    /** How many ordinary calls it costs; see `Endpoint`. */
    weight?: number
  }
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a handler gets: everything parsed, and an actor as the access of the endpoint promises. */
export type Asked<E extends Endpoint> = {
  actor: ActorOf<E['access']>
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
  /** For what is not in the contract: cookies, address, streams. */
  request: FastifyRequest
}

/** Answers decoded values; the serialiser encodes them. */
export type Handler<E extends Endpoint> = (asked: Asked<E>, reply: FastifyReply) => Promise<Reply<E>>
type Settings = Pick<RouteOptions, 'bodyLimit'> & {
  rateLimit?: { max: number; timeWindow: string }
  /** Of a handler that only reads and returns, of what is asked most: see `goingAhead`. */
  goesAhead?: true
}

/** Bytes of a body that is read before it is known who sends it. */
const fromAnybody = 16 * 1024

/**
 * The Fastify route of an endpoint: `app.route(route(getUnit, ({ actor, params }) => service.get(actor, params.id)))`.
 * The handler does not compile when it takes or gives anything else than the endpoint says.
 */
export function route<const E extends Endpoint>(
  endpoint: E,
  handler: Handler<NoInfer<E>>,
  { rateLimit, bodyLimit = endpoint.access === 'public' ? fromAnybody : undefined, goesAhead }: Settings = {},
): RouteOptions {
  return {
    method: endpoint.method,
    url: endpoint.path,
    ...(bodyLimit !== undefined && { bodyLimit }),
    config: {
      access: endpoint.access,
      ...(endpoint.weight !== undefined && { weight: endpoint.weight }),
      ...(rateLimit && { rateLimit }),
      ...(goesAhead && { goesAhead }),
    },
    schema: describe(endpoint),
    handler: (request, reply) =>
      goingAhead(request, endpoint.access, (identified) => {
        // The edge: Fastify has parsed each part with the schema of the endpoint, `admit` has settled the actor.
        const actor = admit(endpoint.access, identified)
        const asked = {
          actor,
          params: request.params,
          query: request.query,
          body: request.body,
          request,
        } as Asked<E>
        return actingAs(actingOf(actor), () => handler(asked, reply))
      }),
  }
}

/** The OpenAPI operation of an endpoint; uploads and downloads, which have no endpoint, write their own. */
export function describe(endpoint: Endpoint) {
  const { name, path, summary, access, params, query, body, reply } = endpoint
  const codes = refusalsOf(endpoint)
  return {
    operationId: name,
    summary,
    tags: [path.split('/')[1] ?? name],
    ...(access === 'public' ? { security: [] } : { description: `Access: \`${access}\``, security: [{ bearer: [] }] }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    response: { 200: reply, ...refusalResponses(codes), ...(body && unreadableResponses) },
    'x-problem-codes': codes,
  }
}
