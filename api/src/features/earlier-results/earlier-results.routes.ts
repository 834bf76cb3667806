import { listEarlierResults, listUnitYears } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { EarlierResultsService } from './earlier-results.service.ts'

export async function earlierResultsRoutes(app: FastifyInstance, { service }: { service: EarlierResultsService }) {
  app.route(route(listEarlierResults, ({ actor, query }) => service.list(actor, query)))
  app.route(route(listUnitYears, ({ actor, params }) => service.yearsOf(actor, params.id)))
}
