import {
  correct,
  getDecision,
  listCertificates,
  listDecisions,
  listRecognitions,
  recognise,
  refuse,
  revoke,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { RecognitionService } from './recognition.service.ts'

export async function recognitionRoutes(app: FastifyInstance, { service }: { service: RecognitionService }) {
  app.route(route(listDecisions, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getDecision, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(recognise, ({ actor, body }) => service.recognise(actor, body)))
  app.route(route(correct, ({ actor, params, body }) => service.correct(actor, params.id, body)))
  app.route(route(revoke, ({ actor, params, body }) => service.revoke(actor, params.id, body)))
  app.route(route(listCertificates, ({ actor, params }) => service.listCertificates(actor, params.id)))
  app.route(route(listRecognitions, ({ actor, params }) => service.listRecognitions(actor, params.id)))
  app.route(route(refuse, ({ actor, params, body }) => service.refuse(actor, params.id, body)))
}
