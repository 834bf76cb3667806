import {
  changePerson,
  createPerson,
  endMembership,
  getPerson,
  grantMembership,
  listPeople,
  resetPassword,
  restorePerson,
  suspendPerson,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { PeopleService } from './people.service.ts'

export async function peopleRoutes(app: FastifyInstance, { service }: { service: PeopleService }) {
  app.route(route(listPeople, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(getPerson, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(createPerson, ({ actor, body }) => service.create(actor, body)))
  app.route(route(changePerson, ({ actor, params, body }) => service.change(actor, params.id, body)))
  app.route(route(suspendPerson, ({ actor, params }) => service.setStatus(actor, params.id, 'suspended')))
  app.route(route(restorePerson, ({ actor, params }) => service.setStatus(actor, params.id, 'active')))
  app.route(route(resetPassword, ({ actor, params }) => service.resetPassword(actor, params.id)))
  app.route(route(grantMembership, ({ actor, params, body }) => service.grant(actor, params.id, body)))
  app.route(route(endMembership, ({ actor, params }) => service.endMembership(actor, params.id, params.membershipId)))
}
