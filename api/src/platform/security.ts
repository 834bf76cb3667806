import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

export type SecuritySettings = {
  /** Only behind TLS: browsers remember it. */
  strictTransport: boolean
  /** Requests a minute from one address, all routes together. */
  requestsPerMinute: number
  /** Of those, attempts to sign in; 30 when not given, for a school shares one address in the morning. */
  signInsPerMinute?: number
  /**
   * Turns callers away at the door, for a moment, while more are in than are answered soon, or others have waited for the
   * database for too long (`waiting`, in milliseconds); off where a test machine lags by itself.
   */
  shedLoad: false | { waiting: () => number }
}

/**
 * Content policy: everything comes from this origin and no script is inline. Styles may be inline:
 * Element Plus positions its pop-ups by style attributes.
 */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    scriptSrcAttr: ["'none'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    // Evidence is looked at from the memory of the page: the file itself only comes as a download.
    frameSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/** Headers, cookies, limits. There is no CORS: the app is served from the same origin, machines need none. */
export async function secure(app: FastifyInstance, settings: SecuritySettings) {
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: settings.strictTransport,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    max: settings.requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) => new Problem('request.too-many', { retryAfter: Math.ceil(ttl / 1000) }),
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // Answers of the API are of the moment and of the person; what may be cached says so itself.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}
