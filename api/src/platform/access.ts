import type { Access } from '@thuoc/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, Caller, Identified, Identifying } from './actor.ts'
import { Problem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the handler of every route that is not public; null on public ones. */
    identified: Identified | null
    /** Where `identified` is only whom the token stood for the last time: whom it stands for now, once that is known. */
    verified: Promise<Identified | null> | null
  }
  interface FastifyContextConfig {
    /** Begun before it is known again who asks; see `goingAhead`. */
    goesAhead?: boolean
  }
}

/** Whom the bearer token of a request stands for. */
export type Authenticate = (request: FastifyRequest) => Identifying

/**
 * Default deny: every route under `api` says who may call it, or the application does not start.
 * The check runs before the body is read. *Which* objects the actor may touch is for the services to say.
 */
export function requireAccess(api: FastifyInstance, authenticate: Authenticate) {
  api.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.access) throw new Error(`Route without access: ${String(method)} ${url}`)
    const reads = [method].flat().every((one) => one === 'GET' || one === 'HEAD')
    if (config.goesAhead && !reads) throw new Error(`Route that writes goes ahead: ${String(method)} ${url}`)
  })
  api.decorateRequest('identified', null)
  api.decorateRequest('verified', null)
  api.addHook('onRequest', async (request) => {
    const { access, goesAhead } = request.routeOptions.config
    if (access === undefined || access === 'public') return
    const { now, before } = authenticate(request)
    if (goesAhead && isAdmitted(access, before)) {
      // Whoever waits for it is told; nobody does where the request is refused before its handler.
      now.catch(() => {})
      request.identified = before
      request.verified = now
      return
    }
    request.identified = await now
    admit(access, request.identified)
  })
}

/**
 * Serves whoever asks. Where that is looked up in the same moment, it is begun for whom the token stood for the last time,
 * so that both leave for the database in one piece; should it stand for somebody else by now, or for nobody, what was
 * begun is thrown away, whatever came of it. So only for handlers that read and return.
 * @throws Problem as `admit` says
 */
export async function goingAhead<T>(
  request: FastifyRequest,
  access: Access,
  serve: (identified: Identified | null) => Promise<T>,
): Promise<T> {
  const { identified, verified } = request
  if (!verified) return serve(identified)
  const [begun, now] = await Promise.allSettled([serve(identified), verified])
  if (now.status === 'rejected') throw now.reason
  if (now.value !== identified) {
    request.identified = now.value
    admit(access, now.value)
    return serve(now.value)
  }
  if (begun.status === 'rejected') throw begun.reason
  return begun.value
}

function isAdmitted(access: Access, identified: Identified | null): boolean {
  try {
    return admit(access, identified) !== null
  } catch {
    return false
  }
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
