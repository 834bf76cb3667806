import {
  declineErasure,
  erasePerson,
  getMyData,
  getMyErasureRequest,
  getPersonalData,
  requestErasure,
  requestMyErasure,
  withdrawMyErasure,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { PersonalDataService } from './personal-data.service.ts'

export async function personalDataRoutes(app: FastifyInstance, { service }: { service: PersonalDataService }) {
  app.route(route(getMyData, ({ actor }) => service.ofSelf(actor)))
  app.route(route(getMyErasureRequest, ({ actor }) => service.myRequest(actor)))
  app.route(route(requestMyErasure, ({ actor, body }) => service.requestOwn(actor, body.reason)))
  app.route(route(withdrawMyErasure, ({ actor }) => service.withdrawOwn(actor)))
  app.route(route(getPersonalData, ({ actor, params }) => service.ofPerson(actor, params.id)))
  app.route(route(requestErasure, ({ actor, params, body }) => service.request(actor, params.id, body.reason)))
  app.route(route(declineErasure, ({ actor, params }) => service.decline(actor, params.id)))
  app.route(route(erasePerson, ({ actor, params, body }) => service.erase(actor, params.id, body.fullName)))
}
