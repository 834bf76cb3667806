import { createApiKey, listApiKeys, revokeApiKey } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { ApiKeysService } from './api-keys.service.ts'

export async function apiKeysRoutes(app: FastifyInstance, { service }: { service: ApiKeysService }) {
  app.route(route(listApiKeys, ({ actor, query }) => service.list(actor, query)))
  app.route(route(createApiKey, ({ actor, body }) => service.create(actor, body)))
  app.route(route(revokeApiKey, ({ actor, params }) => service.revoke(actor, params.id)))
}
