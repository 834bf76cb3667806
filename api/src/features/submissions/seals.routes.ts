import { getApprovers, getRoundDifference, getSeals } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { createApprovers } from './approvers.service.ts'
import type { SealsService } from './seals.service.ts'

type Ports = { service: SealsService; approvers: ReturnType<typeof createApprovers> }

export async function sealsRoutes(app: FastifyInstance, { service, approvers }: Ports) {
  app.route(route(getSeals, ({ actor, params }) => service.list(actor, params.id)))
  app.route(route(getRoundDifference, ({ actor, params, query }) => service.compare(actor, params.id, query.round)))
  app.route(route(getApprovers, ({ actor, params }) => approvers(actor, params.id)))
}
