import type { DocumentFacts } from '../facts.ts'
import { approvalDecisionFields } from './approval-decision.fields.ts'
import { assessmentRequestFields } from './assessment-request.fields.ts'
import { assessmentSheetFields } from './assessment-sheet.fields.ts'
import { councilDecisionFields } from './council-decision.fields.ts'
import { councilMinutesFields } from './council-minutes.fields.ts'
import { evidenceRegisterFields } from './evidence-register.fields.ts'
import { selfAssessmentPlanFields } from './self-assessment-plan.fields.ts'
import { selfAssessmentReportFields } from './self-assessment-report.fields.ts'

/** What a school draws up on its way, in the order of the way. */
export const schoolDocumentKinds = [
  'council-decision',
  'self-assessment-plan',
  'evidence-register',
  'assessment-sheet',
  'council-minutes',
  'approval-decision',
  'self-assessment-report',
  'assessment-request',
] as const

export const schoolDocuments = {
  'council-decision': { subject: 'submission', numbered: null, pdf: false, fields: councilDecisionFields },
  'self-assessment-plan': { subject: 'submission', numbered: 'KH', pdf: false, fields: selfAssessmentPlanFields },
  'evidence-register': { subject: 'submission', numbered: null, pdf: true, fields: evidenceRegisterFields },
  'assessment-sheet': { subject: 'submission', numbered: null, pdf: true, fields: assessmentSheetFields },
  'council-minutes': { subject: 'council-meeting', numbered: null, pdf: false, fields: councilMinutesFields },
  'approval-decision': { subject: 'submission', numbered: null, pdf: false, fields: approvalDecisionFields },
  'self-assessment-report': { subject: 'submission', numbered: 'BC', pdf: false, fields: selfAssessmentReportFields },
  'assessment-request': { subject: 'submission', numbered: 'TTr', pdf: false, fields: assessmentRequestFields },
} as const satisfies Record<(typeof schoolDocumentKinds)[number], DocumentFacts>
