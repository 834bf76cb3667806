import type { Access } from '@thuoc/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, Caller, Identified } from './actor.ts'
import { Problem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the handler of every route that is not public; null on public ones. */
    identified: Identified | null
  }
}

/** Whom the bearer token of a request stands for; null when it stands for nobody (any more). */
export type Authenticate = (request: FastifyRequest) => Promise<Identified | null>

/**
 * Default deny: every route under `api` says who may call it, or the application does not start.
 * The check runs before the body is read. *Which* objects the actor may touch is for the services to say.
 */
export function requireAccess(api: FastifyInstance, authenticate: Authenticate) {
  api.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.access) throw new Error(`Route without access: ${String(method)} ${url}`)
  })
  api.decorateRequest('identified', null)
  api.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access === undefined || access === 'public') return
    request.identified = await authenticate(request)
    admit(access, request.identified)
  })
}

/** The actor a route of that access is served for, or the refusal. */
export function admit(access: Access, identified: Identified | null): Actor | Caller | null {
  if (access === 'public') return null
  if (access === 'session') {
    if (!identified?.caller) throw new Problem('session.required')
    return identified.caller
  }
  if (!identified) throw new Problem('session.required')
  const { caller, actor } = identified
  if (caller?.mustChangePassword) throw new Problem('session.password-change-required')
  if (!actor) throw new Problem('session.membership-required')
  if (access !== 'acting' && !actor.permissions.has(access)) throw new Problem('access.denied')
  return actor
}
