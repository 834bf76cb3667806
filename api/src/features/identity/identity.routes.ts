import type { FastifyInstance } from 'fastify'
import { apiKeysRoutes } from './api-keys.routes.ts'
import type { ApiKeysService } from './api-keys.service.ts'
import { peopleRoutes } from './people.routes.ts'
import type { PeopleService } from './people.service.ts'
import { sessionsRoutes, type SessionsOptions } from './sessions.routes.ts'

type Options = { sessions: SessionsOptions; people: PeopleService; apiKeys: ApiKeysService }

export async function identityRoutes(app: FastifyInstance, { sessions, people, apiKeys }: Options) {
  await app.register(sessionsRoutes, sessions)
  await app.register(peopleRoutes, { service: people })
  await app.register(apiKeysRoutes, { service: apiKeys })
}
