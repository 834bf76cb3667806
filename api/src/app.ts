import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyLoggerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { createSystemService, systemRoutes } from './features/system/index.ts'
import { requireAccess } from './platform/access.ts'
import type { Db } from './platform/db/client.ts'
import { openApi } from './platform/openapi.ts'
import { problemReplies, type Constraints } from './platform/problem.ts'
import { secure, type SecuritySettings } from './platform/security.ts'
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
  problemReplies(app, constraints)
  await secure(app, ports.security)
  await openApi(app)

  await app.register(
    async (api) => {
      requireAccess(api, async () => null)
      await api.register(systemRoutes, { service: createSystemService({ db, expected: migrations() }) })
    },
    { prefix: '/api/v1' },
  )
  await serveWeb(app, ports.webDist)
  return app
}

const constraints: Constraints = {}

/** Names of the migrations this version of the code was written for. */
const migrations = () =>
  readdirSync(new URL('../../migrations/', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
