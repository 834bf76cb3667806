import {
  addVisitMinutesScan,
  answerEvidenceRequest,
  askForEvidence,
  chooseScorers,
  closeEvidenceRequest,
  completeAssessment,
  downloadVisitMinutesScan,
  finishSheet,
  getFindings,
  getSheets,
  giveVerdict,
  listCandidates,
  listEvidenceRequests,
  listVerdicts,
  listVisitMinutes,
  moveVisitMinutes,
  refreshExternalAggregates,
  reopenAssessment,
  saveAssessorLine,
  saveDissent,
  saveExternalLine,
  saveFindings,
  saveVisitMinutes,
  setTeam,
  takeOverAgreed,
  withdrawEvidenceRequest,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { AssessmentsService } from './assessments.service.ts'
import type { EvidenceRequestsService } from './evidence-requests.service.ts'
import type { AgreementService } from './agreement.service.ts'
import type { MinutesPapersService } from './minutes-papers.service.ts'
import type { ScorersService } from './scorers.service.ts'
import type { SheetsService } from './sheets.service.ts'
import type { VisitMinutesService } from './visit-minutes.service.ts'
import type { VerdictsService } from './verdicts.service.ts'

type Services = {
  service: AssessmentsService
  sheets: SheetsService
  scorers: ScorersService
  agreement: AgreementService
  verdicts: VerdictsService
  minutes: VisitMinutesService
  papers: MinutesPapersService
  requests: EvidenceRequestsService
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

const noFields = z.object({})

export async function assessmentsRoutes(
  app: FastifyInstance,
  { service, sheets, scorers, agreement, verdicts, minutes, papers, requests, files, maxFileBytes: maxBytes }: Services,
) {
  await acceptUploads(app)
  app.route(route(listCandidates, ({ actor, params, query }) => service.candidates(actor, params.id, query)))
  app.route(route(setTeam, ({ actor, params, body }) => service.setTeam(actor, params.id, body)))
  app.route(route(saveExternalLine, ({ actor, params, body }) => service.saveLine(actor, params.id, params.code, body)))
  app.route(route(refreshExternalAggregates, ({ actor, params }) => service.refreshAggregates(actor, params.id)))
  app.route(route(completeAssessment, ({ actor, params, body }) => service.complete(actor, params.id, body)))
  app.route(route(reopenAssessment, ({ actor, params, body }) => service.reopen(actor, params.id, body)))
  app.route(route(getSheets, ({ actor, params }) => sheets.get(actor, params.id)))
  app.route(route(saveAssessorLine, ({ actor, params, body }) => sheets.saveLine(actor, params.id, params.code, body)))
  app.route(route(finishSheet, ({ actor, params, body }) => sheets.finish(actor, params.id, body)))
  app.route(route(chooseScorers, ({ actor, params, body }) => scorers.choose(actor, params.id, body.personIds)))
  app.route(route(takeOverAgreed, ({ actor, params }) => agreement.takeOver(actor, params.id)))
  app.route(route(saveDissent, ({ actor, params, body }) => agreement.dissent(actor, params.id, params.code, body)))
  app.route(route(getFindings, ({ actor, params }) => agreement.findings(actor, params.id)))
  app.route(route(saveFindings, ({ actor, params, body }) => agreement.saveFindings(actor, params.id, body)))
  app.route(route(listVisitMinutes, ({ actor, params }) => minutes.list(actor, params.id)))
  app.route(route(saveVisitMinutes, ({ actor, params, body }) => minutes.save(actor, params.id, body)))
  app.route(route(moveVisitMinutes, ({ actor, params, body }) => minutes.move(actor, params.id, body)))
  app.route(route(listVerdicts, ({ actor, params }) => verdicts.list(actor, params.id)))
  app.route(route(giveVerdict, ({ actor, params, body }) => verdicts.give(actor, params, body)))
  app.route(route(listEvidenceRequests, ({ actor, params }) => requests.list(actor, params.id)))
  app.route(route(askForEvidence, ({ actor, params, body }) => requests.ask(actor, params.id, body)))
  app.route(route(answerEvidenceRequest, ({ actor, params, body }) => requests.answer(actor, { ...params, ...body })))
  app.route(route(closeEvidenceRequest, ({ actor, params, body }) => requests.close(actor, { ...params, ...body })))
  app.route(
    route(withdrawEvidenceRequest, ({ actor, params, body }) => requests.withdraw(actor, { ...params, ...body })),
  )

  const upload = route(
    addVisitMinutesScan,
    async ({ actor, params, request }) => {
      await papers.requireAddable(actor, params)
      return papers.add(actor, params, await receiveUpload(request, { files, maxBytes }, noFields))
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  const download = route(downloadVisitMinutesScan, async ({ actor, params, request }, reply) =>
    sendDownload(files, await papers.download(actor, params), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadVisitMinutesScan, 'The signed paper as it was uploaded') })
}
