import { getUnitResponsibles, listUnitsWithoutPeople, setUnitResponsibles } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { ResponsiblesService } from './responsibles.service.ts'

export async function responsiblesRoutes(app: FastifyInstance, { service }: { service: ResponsiblesService }) {
  app.route(route(getUnitResponsibles, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(setUnitResponsibles, ({ actor, params, body }) => service.set(actor, params.id, body)))
  app.route(route(listUnitsWithoutPeople, ({ actor, query }) => service.unitsWithoutPeople(actor, query)))
}
