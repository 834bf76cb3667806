import type { OfficialDocumentKind } from '@thuoc/shared'
import type { Layout } from '../../../platform/documents/index.ts'
import { bodyOriginals } from './body/index.ts'
import { approvalDecision } from './school/approval-decision.ts'
import { assessmentRequest } from './school/assessment-request.ts'
import { assessmentSheet } from './school/assessment-sheet.ts'
import { councilDecision } from './school/council-decision.ts'
import { councilMinutes } from './school/council-minutes.ts'
import { evidenceRegister } from './school/evidence-register.ts'
import { selfAssessmentPlan } from './school/self-assessment-plan.ts'
import { selfAssessmentReport } from './school/self-assessment-report.ts'

/** The template the system brings for every document, in the layout of Nghị định 30/2020/NĐ-CP. */
export const originals: Record<OfficialDocumentKind, Layout> = {
  'council-decision': councilDecision,
  'self-assessment-plan': selfAssessmentPlan,
  'evidence-register': evidenceRegister,
  'assessment-sheet': assessmentSheet,
  'council-minutes': councilMinutes,
  'approval-decision': approvalDecision,
  'self-assessment-report': selfAssessmentReport,
  'assessment-request': assessmentRequest,
  ...bodyOriginals,
}
