import {
  completeAssessment,
  listCandidates,
  refreshExternalAggregates,
  reopenAssessment,
  saveExternalLine,
  setTeam,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { AssessmentsService } from './assessments.service.ts'

export async function assessmentsRoutes(app: FastifyInstance, { service }: { service: AssessmentsService }) {
  app.route(route(listCandidates, ({ actor, params, query }) => service.candidates(actor, params.id, query)))
  app.route(route(setTeam, ({ actor, params, body }) => service.setTeam(actor, params.id, body)))
  app.route(route(saveExternalLine, ({ actor, params, body }) => service.saveLine(actor, params.id, params.code, body)))
  app.route(route(refreshExternalAggregates, ({ actor, params }) => service.refreshAggregates(actor, params.id)))
  app.route(route(completeAssessment, ({ actor, params, body }) => service.complete(actor, params.id, body)))
  app.route(route(reopenAssessment, ({ actor, params, body }) => service.reopen(actor, params.id, body)))
}
