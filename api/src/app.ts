import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyLoggerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import {
  createApiKeysService,
  createPeopleService,
  createSessionsService,
  identityConstraints,
  identityRoutes,
  idleSeconds,
  keyPrefix,
  type ApiKeysService,
  type SessionsService,
} from './features/identity/index.ts'
import { createOrgService, orgConstraints, orgRoutes } from './features/org/index.ts'
import { createSystemService, systemRoutes } from './features/system/index.ts'
import { requireAccess, type Authenticate } from './platform/access.ts'
import type { Db } from './platform/db/client.ts'
import { openApi } from './platform/openapi.ts'
import { problemReplies } from './platform/problem.ts'
import { secure, type SecuritySettings } from './platform/security.ts'
import { accessTokens, bearer, type AccessTokens } from './platform/tokens.ts'
import { serveWeb } from './platform/web.ts'

/** Everything the application takes from outside; the environment is read by `config.ts`, not here. */
export type Ports = {
  db: Db
  /** Signs access tokens; at least 32 characters. */
  jwtSecret: string
  /** Cookies are `Secure` when people reach us by https. */
  secureCookies: boolean
  security: SecuritySettings
  /** Whether, or which, proxies may say who the client is. */
  trustProxy: boolean | string
  /** Folder of the built web app; null serves the API alone. */
  webDist: string | null
  logger: boolean | FastifyLoggerOptions
}

/** The composition root: the one place that knows every feature. */
export async function buildApp(ports: Ports) {
  const { db } = ports
  const app: FastifyInstance = Fastify({
    logger: ports.logger,
    trustProxy: ports.trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
  })
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  problemReplies(app, { ...orgConstraints, ...identityConstraints })
  await secure(app, ports.security)
  await openApi(app)
  const tokens = await accessTokens(app, ports.jwtSecret)

  const sessions = createSessionsService({ db, tokens })
  const apiKeys = createApiKeysService({ db })

  await app.register(
    async (api) => {
      requireAccess(api, authentication(tokens, sessions, apiKeys))
      await api.register(systemRoutes, { service: createSystemService({ db, expected: migrations() }) })
      await api.register(identityRoutes, {
        sessions: {
          service: sessions,
          cookies: { secure: ports.secureCookies, seconds: idleSeconds },
          signInsPerMinute: ports.security.signInsPerMinute ?? 30,
        },
        people: createPeopleService({ db }),
        apiKeys,
      })
      await api.register(orgRoutes, { service: createOrgService({ db }) })
    },
    { prefix: '/api/v1' },
  )
  await serveWeb(app, ports.webDist)
  return app
}

/** A bearer token is the secret of a machine's key, or the access token of a person's session. */
function authentication(tokens: AccessTokens, sessions: SessionsService, apiKeys: ApiKeysService): Authenticate {
  return async ({ headers }) => {
    const token = bearer(headers.authorization)
    if (token === null) return null
    if (token.startsWith(keyPrefix)) return apiKeys.identify(token)
    const sessionId = tokens.verify(token)
    return sessionId === null ? null : sessions.identify(sessionId)
  }
}

/** Names of the migrations this version of the code was written for. */
const migrations = () =>
  readdirSync(new URL('../../migrations/', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
