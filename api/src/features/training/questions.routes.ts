import {
  answerTrainingQuestion,
  askTrainingQuestion,
  changeTrainingQuestion,
  listQuestionVersions,
  listTrainingQuestions,
  moderateTrainingQuestion,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { QuestionsService } from './questions.service.ts'

export function questionsRoutes(app: FastifyInstance, service: QuestionsService) {
  app.route(route(listTrainingQuestions, ({ actor, params, query }) => service.list(actor, params.id, query)))
  app.route(route(askTrainingQuestion, ({ actor, params, body }) => service.ask(actor, params.id, body)))
  app.route(route(changeTrainingQuestion, ({ actor, params, body }) => service.reword(actor, params.id, body)))
  app.route(route(answerTrainingQuestion, ({ actor, params, body }) => service.answer(actor, params.id, body)))
  app.route(route(moderateTrainingQuestion, ({ actor, params, body }) => service.moderate(actor, params.id, body)))
  app.route(route(listQuestionVersions, ({ actor, params }) => service.listVersions(actor, params.id)))
}
