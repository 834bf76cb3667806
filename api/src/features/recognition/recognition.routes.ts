import {
  addNominations,
  changeNominationList,
  correct,
  createNominationList,
  discardNominationList,
  getDecision,
  getNominationList,
  listCertificates,
  listDecisions,
  listNominationLists,
  listRecognitions,
  moveSubmissions,
  proposeNominationList,
  recognise,
  refuse,
  removeNominations,
  returnNominationList,
  revoke,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { BulkMovesService } from './bulk-moves.service.ts'
import type { NominationsService } from './nominations.service.ts'
import type { RecognitionService } from './recognition.service.ts'

type Services = { service: RecognitionService; nominations: NominationsService; bulk: BulkMovesService }

export async function recognitionRoutes(app: FastifyInstance, { service, nominations, bulk }: Services) {
  app.route(route(listDecisions, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getDecision, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(recognise, ({ actor, body }) => service.recognise(actor, body)))
  app.route(route(correct, ({ actor, params, body }) => service.correct(actor, params.id, body)))
  app.route(route(revoke, ({ actor, params, body }) => service.revoke(actor, params.id, body)))
  app.route(route(listCertificates, ({ actor, params }) => service.listCertificates(actor, params.id)))
  app.route(route(listRecognitions, ({ actor, params }) => service.listRecognitions(actor, params.id)))
  app.route(route(refuse, ({ actor, params, body }) => service.refuse(actor, params.id, body)))
  app.route(route(listNominationLists, ({ actor, query }) => nominations.list(actor, query)))
  app.route(route(getNominationList, ({ actor, params }) => nominations.get(actor, params.id)))
  app.route(route(createNominationList, ({ actor, body }) => nominations.create(actor, body)))
  app.route(route(changeNominationList, ({ actor, params, body }) => nominations.change(actor, params.id, body)))
  app.route(route(addNominations, ({ actor, params, body }) => nominations.addItems(actor, params.id, body)))
  app.route(route(removeNominations, ({ actor, params, body }) => nominations.removeItems(actor, params.id, body)))
  app.route(route(proposeNominationList, ({ actor, params, body }) => nominations.propose(actor, params.id, body)))
  app.route(route(returnNominationList, ({ actor, params, body }) => nominations.sendBack(actor, params.id, body)))
  app.route(route(discardNominationList, ({ actor, params, body }) => nominations.discard(actor, params.id, body)))
  app.route(route(moveSubmissions, ({ actor, body }) => bulk.move(actor, body)))
}
