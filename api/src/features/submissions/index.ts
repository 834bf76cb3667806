export { enrol } from './enrolment.ts'
export {
  answerOf,
  answersOf,
  lineValues,
  listLines,
  recordSave,
  sameAnswer,
  setExternalTotals,
  type LineRow,
} from './lines.repository.ts'
export { move, requireMove, type Move } from './moves.service.ts'
export { repetition } from './lines.service.ts'
export { listRemarks } from './moves.repository.ts'
export { actionsFor, isAssessing, mayAssess, mayMove, requireMayMove, requireVisible } from './submissions.policy.ts'
export { presentLine, type ExternalLineRow, type LaterFacts } from './submissions.present.ts'
export { evidenceOwners } from './ports.ts'
export { mayReassign, reassignable } from './reassignment.repository.ts'
export { find, findByCampaignUnit, lock, lockMany, type SubmissionRow } from './submissions.repository.ts'
export { submissionsRoutes } from './submissions.routes.ts'
export { createSubmissionsService, type SubmissionsService } from './submissions.service.ts'
export {
  lineColumns,
  lineSaves,
  submissionConstraints,
  submissionEvents,
  submissionLines,
  submissionRemarks,
  submissions,
} from './submissions.tables.ts'
