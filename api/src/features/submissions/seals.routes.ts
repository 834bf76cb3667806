import { getRoundDifference, getSeals } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { SealsService } from './seals.service.ts'

export async function sealsRoutes(app: FastifyInstance, { service }: { service: SealsService }) {
  app.route(route(getSeals, ({ actor, params }) => service.list(actor, params.id)))
  app.route(route(getRoundDifference, ({ actor, params, query }) => service.compare(actor, params.id, query.round)))
}
