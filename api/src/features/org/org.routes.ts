import { changeUnit, createUnit, getUnit, listUnits } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { OrgService } from './org.service.ts'

export async function orgRoutes(app: FastifyInstance, { service }: { service: OrgService }) {
  app.route(route(listUnits, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(getUnit, ({ actor, params, query }) => service.get(actor, params.id, query), { goesAhead: true }))
  app.route(route(createUnit, ({ actor, body }) => service.create(actor, body)))
  app.route(route(changeUnit, ({ actor, params, body }) => service.change(actor, params.id, body)))
}
