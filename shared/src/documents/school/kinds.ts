import type { DocumentFacts } from '../facts.ts'
import type { schoolDocumentKinds } from '../names.ts'
import { approvalDecisionFields } from './approval-decision.fields.ts'
import { assessmentRequestFields } from './assessment-request.fields.ts'
import { assessmentSheetFields } from './assessment-sheet.fields.ts'
import { councilDecisionFields } from './council-decision.fields.ts'
import { councilMinutesFields } from './council-minutes.fields.ts'
import { evidenceRegisterFields } from './evidence-register.fields.ts'
import { selfAssessmentPlanFields } from './self-assessment-plan.fields.ts'
import { selfAssessmentReportFields } from './self-assessment-report.fields.ts'

/** What goes with the file: a version that was not sent is a draft. */
const own = { subject: 'submission', ownUntilSent: true } as const
/** What was signed before there is anything to draw up. */
const signed = { subject: 'submission', numbered: null, pdf: false } as const

export const schoolDocuments = {
  'council-decision': { ...signed, fields: councilDecisionFields },
  'self-assessment-plan': { ...own, numbered: 'KH', pdf: false, fields: selfAssessmentPlanFields },
  'evidence-register': { ...own, numbered: null, pdf: true, fields: evidenceRegisterFields },
  'assessment-sheet': { ...own, numbered: null, pdf: true, fields: assessmentSheetFields },
  'council-minutes': { ...signed, subject: 'council-meeting', fields: councilMinutesFields },
  'approval-decision': { ...signed, fields: approvalDecisionFields },
  // It is handed in by itself, with or without its file: what it says is the school’s own until then.
  'self-assessment-report': {
    ...{ subject: 'submission', numbered: 'BC', pdf: false },
    fields: selfAssessmentReportFields,
  },
  'assessment-request': { ...own, numbered: 'TTr', pdf: false, fields: assessmentRequestFields },
} as const satisfies Record<(typeof schoolDocumentKinds)[number], DocumentFacts>
