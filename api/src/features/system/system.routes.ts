import { getHealth, getReadiness } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { SystemService } from './system.service.ts'

export async function systemRoutes(app: FastifyInstance, { service }: { service: SystemService }) {
  app.route(route(getHealth, async () => ({ status: 'ok' as const })))
  app.route(route(getReadiness, () => service.readiness()))
}
