import {
  answerEvidenceRequest,
  askForEvidence,
  closeEvidenceRequest,
  completeAssessment,
  giveVerdict,
  listCandidates,
  listEvidenceRequests,
  listVerdicts,
  refreshExternalAggregates,
  reopenAssessment,
  saveExternalLine,
  setTeam,
  withdrawEvidenceRequest,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { AssessmentsService } from './assessments.service.ts'
import type { EvidenceRequestsService } from './evidence-requests.service.ts'
import type { VerdictsService } from './verdicts.service.ts'

type Services = { service: AssessmentsService; verdicts: VerdictsService; requests: EvidenceRequestsService }

export async function assessmentsRoutes(app: FastifyInstance, { service, verdicts, requests }: Services) {
  app.route(route(listCandidates, ({ actor, params, query }) => service.candidates(actor, params.id, query)))
  app.route(route(setTeam, ({ actor, params, body }) => service.setTeam(actor, params.id, body)))
  app.route(route(saveExternalLine, ({ actor, params, body }) => service.saveLine(actor, params.id, params.code, body)))
  app.route(route(refreshExternalAggregates, ({ actor, params }) => service.refreshAggregates(actor, params.id)))
  app.route(route(completeAssessment, ({ actor, params, body }) => service.complete(actor, params.id, body)))
  app.route(route(reopenAssessment, ({ actor, params, body }) => service.reopen(actor, params.id, body)))
  app.route(route(listVerdicts, ({ actor, params }) => verdicts.list(actor, params.id)))
  app.route(route(giveVerdict, ({ actor, params, body }) => verdicts.give(actor, params, body)))
  app.route(route(listEvidenceRequests, ({ actor, params }) => requests.list(actor, params.id)))
  app.route(route(askForEvidence, ({ actor, params, body }) => requests.ask(actor, params.id, body)))
  app.route(route(answerEvidenceRequest, ({ actor, params, body }) => requests.answer(actor, { ...params, ...body })))
  app.route(route(closeEvidenceRequest, ({ actor, params, body }) => requests.close(actor, { ...params, ...body })))
  app.route(
    route(withdrawEvidenceRequest, ({ actor, params, body }) => requests.withdraw(actor, { ...params, ...body })),
  )
}
