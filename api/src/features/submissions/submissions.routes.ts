import {
  countSubmissions,
  countSubmissionsByAssessor,
  getForm,
  getSubmission,
  getTimeline,
  listSubmissions,
  listTasks,
  moveSubmission,
  refreshAggregates,
  saveLine,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { SubmissionsService } from './submissions.service.ts'

export async function submissionsRoutes(app: FastifyInstance, { service }: { service: SubmissionsService }) {
  app.route(route(listSubmissions, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(countSubmissions, ({ actor, query }) => service.count(actor, query), { goesAhead: true }))
  app.route(
    route(countSubmissionsByAssessor, ({ actor, query }) => service.countByAssessor(actor, query), { goesAhead: true }),
  )
  app.route(route(listTasks, ({ actor, query }) => service.listTasks(actor, query), { goesAhead: true }))
  app.route(route(getSubmission, ({ actor, params }) => service.get(actor, params.id), { goesAhead: true }))
  app.route(route(getForm, ({ actor, params }) => service.getForm(actor, params.id), { goesAhead: true }))
  app.route(route(getTimeline, ({ actor, params }) => service.getTimeline(actor, params.id), { goesAhead: true }))
  app.route(route(saveLine, ({ actor, params, body }) => service.saveLine(actor, params.id, params.code, body)))
  app.route(route(refreshAggregates, ({ actor, params }) => service.refreshAggregates(actor, params.id)))
  app.route(route(moveSubmission, ({ actor, params, body }) => service.move(actor, params.id, body)))
}
