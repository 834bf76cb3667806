import { delegate, getDelegation, listDelegations, revokeDelegation } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { DelegationsService } from './delegations.service.ts'

export async function delegationsRoutes(app: FastifyInstance, { service }: { service: DelegationsService }) {
  app.route(route(listDelegations, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getDelegation, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(delegate, ({ actor, body }) => service.delegate(actor, body)))
  app.route(route(revokeDelegation, ({ actor, params }) => service.revoke(actor, params.id)))
}
