import {
  answerObjection,
  closeObjections,
  dropObjection,
  listObjections,
  saveObjection,
  sendObjections,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { AnswersService } from './answers.service.ts'
import type { ObjectionsService } from './objections.service.ts'

type Services = { service: ObjectionsService; answers: AnswersService }

export async function objectionsRoutes(app: FastifyInstance, { service, answers }: Services) {
  app.route(route(listObjections, ({ actor, params }) => service.list(actor, params.id)))
  app.route(route(saveObjection, ({ actor, params, body }) => service.save(actor, params.id, params.code, body)))
  app.route(route(dropObjection, ({ actor, params }) => service.drop(actor, params.id, params.code)))
  app.route(route(sendObjections, ({ actor, params, body }) => service.send(actor, params.id, body)))
  app.route(route(answerObjection, ({ actor, params, body }) => answers.answer(actor, params.id, params.code, body)))
  app.route(route(closeObjections, ({ actor, params, body }) => answers.close(actor, params.id, body)))
}
