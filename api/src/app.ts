import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { authentication, holders } from './authentication.ts'
import { registerAssessment } from './composition/assessment.ts'
import { registerPeople } from './composition/people.ts'
import { registerPlans } from './composition/plans.ts'
import { constraints } from './constraints.ts'
import { createApiKeysService, createSessionsService, hasTurn } from './features/identity/index.ts'
import { createMailsService, createNoticesService, noticesRoutes } from './features/notices/index.ts'
import { procedureRoutes } from './features/procedure/index.ts'
import { createSystemService, systemRoutes } from './features/system/index.ts'
import { requireAccess } from './platform/access.ts'
import { acceptEmptyBodies } from './platform/body.ts'
import { createDoor } from './platform/door.ts'
import { createEntrance } from './platform/entrance.ts'
import { fileAddresses } from './platform/file-addresses.ts'
import { trustIn } from './platform/guests.ts'
import { openApiPage } from './platform/openapi-page.ts'
import { openApi } from './platform/openapi.ts'
import { answerUnreadable, problemReplies } from './platform/problem.ts'
import { secure } from './platform/security.ts'
import { RequestLog } from './platform/request-log.ts'
import { replySerializer } from './platform/serialize.ts'
import { accessTokens } from './platform/tokens.ts'
import { serveWeb } from './platform/web.ts'
import { createWeights } from './platform/weights.ts'
import type { Ports } from './ports.ts'

/** The composition root: with `composition/`, the one place that knows every feature. */
export async function buildApp(ports: Ports) {
  const { db, now } = ports
  const { shedLoad } = ports.security
  const door = shedLoad ? createDoor({ ...shedLoad, mayEnter: hasTurn }) : null
  const weights = createWeights()
  const app: FastifyInstance = Fastify({
    logger: ports.logger,
    logController: new RequestLog(),
    trustProxy: ports.trustProxy !== false && trustIn(ports.trustProxy),
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // What comes at the last moment is answered as well; its connection ends with it.
    return503OnClosing: false,
    serverFactory: (serve) =>
      createEntrance(serve, {
        door,
        weightOf: weights.of,
        trustProxy: ports.trustProxy,
        requestsPerMinute: ports.security.requestsPerMinute,
        onRefused: (count) => app.log.warn({ count }, 'busy: asked to come back'),
      }),
    frameworkErrors: (error, request, reply) => void answerUnreadable(error, request, reply),
    // The address of a download is a signed token.
    routerOptions: { maxParamLength: 1000 },
  })
  weights.learn(app)
  acceptEmptyBodies(app)
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(replySerializer({ checked: ports.checksReplies }))
  problemReplies(app, constraints)
  await secure(app, ports.security)
  await openApi(app)
  await app.register(openApiPage)
  const tokens = await accessTokens(app, ports.jwtSecret)
  const sessions = createSessionsService({ db, tokens })
  const apiKeys = createApiKeysService({ db })
  const downloads = { addresses: fileAddresses(app), holders: holders(sessions, apiKeys) }

  await app.register(
    async (api) => {
      requireAccess(api, authentication(tokens, sessions, apiKeys))
      await api.register(systemRoutes, { service: createSystemService({ db, expected: migrations() }) })
      await api.register(noticesRoutes, {
        service: createNoticesService({ db, now, sendsMail: ports.sendsMail }),
        mails: createMailsService({ db, sendsMail: ports.sendsMail }),
      })
      await api.register(procedureRoutes)
      await registerPeople(api, ports, { sessions, apiKeys })
      await registerPlans(api, ports)
      await registerAssessment(api, ports, downloads)
    },
    { prefix: '/api/v1' },
  )
  await serveWeb(app, ports.webDist)
  return app
}

/** Names of the migrations this version of the code was written for. */
const migrations = () =>
  readdirSync(new URL('../../migrations/', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
