export { refreshColumn } from './aggregates.service.ts'
export { createApprovers } from './approvers.service.ts'
export { enrol } from './enrolment.ts'
export { formSheetRoutes } from './form-sheet.routes.ts'
export { createFormSheetService } from './form-sheet.service.ts'
export { answersOf, lineValues, listLines, recordSave, answerOf, setExternalTotals } from './lines.repository.ts'
export { inBody, repetition, requireComputed, writeLine } from './lines.service.ts'
export { tellOfMoves } from './move-notices.ts'
export { move, moveAll, requireMove } from './moves.service.ts'
export { evidenceOwners, noRequests, type TakingRequest } from './ports.ts'
export { filesLeft, isUntouched, mayReassign, reassignable, untouched } from './reassignment.repository.ts'
export {
  isAssessing,
  isScorer,
  mayMove,
  moverOf,
  requireEditable,
  requireMayMove,
  requireRunning,
  requireVisible,
} from './submissions.policy.ts'
export { gapsInEach } from './gaps.ts'
export { saidIn, writtenPoints } from './said.ts'
export { contentOf, contentsOf, hashOf } from './sealed-content.ts'
export { sentContent } from './seals.repository.ts'
export { sealsRoutes } from './seals.routes.ts'
export { brokenAmong, createSealsService, sealAll, type SealsService } from './seals.service.ts'
export { presentLine, showsExternal } from './submissions.present.ts'
export { find, lock, lockMany, type SubmissionRow } from './submissions.repository.ts'
export { submissionWorkers } from './submissions.jobs.ts'
export { createTurnReminders } from './turn-reminders.service.ts'
export { submissionsRoutes } from './submissions.routes.ts'
export { each, type AfterOne, type Gate, type Gates } from './plain-moves.service.ts'
export { createSubmissionsService, type SubmissionsService } from './submissions.service.ts'
export { lineColumns, submissionConstraints, submissions } from './submissions.tables.ts'
export { handOver } from './handover.service.ts'
