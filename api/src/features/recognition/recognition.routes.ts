import { getDecision, listDecisions, recognise, refuse } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { RecognitionService } from './recognition.service.ts'

export async function recognitionRoutes(app: FastifyInstance, { service }: { service: RecognitionService }) {
  app.route(route(listDecisions, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getDecision, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(recognise, ({ actor, body }) => service.recognise(actor, body)))
  app.route(route(refuse, ({ actor, params, body }) => service.refuse(actor, params.id, body)))
}
