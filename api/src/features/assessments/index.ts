export { createAgreementService } from './agreement.service.ts'
export { assessmentsRoutes } from './assessments.routes.ts'
export { createAssessmentsService } from './assessments.service.ts'
export { assessmentConstraints } from './assessments.tables.ts'
export { createEvidenceRequestsService, takingRequest } from './evidence-requests.service.ts'
export { createScorersService, type ScorersService } from './scorers.service.ts'
export { createSheetsService } from './sheets.service.ts'
export { sheetConstraints } from './sheets.tables.ts'
export { createMinutesPapersService } from './minutes-papers.service.ts'
export { createVisitMinutesService } from './visit-minutes.service.ts'
export { visitMinutesConstraints } from './visit-minutes.tables.ts'
export { createVerdictsService } from './verdicts.service.ts'
export { verdictConstraints } from './verdicts.tables.ts'
export {
  groupExternalLines,
  listExternalLines,
  saveExternalLine,
  type ExternalLineRow,
} from './external-lines.repository.ts'
export { begunAmong } from './begun.repository.ts'
export { teamOf } from './team.repository.ts'
