import type { DocumentFacts } from '../facts.ts'
import type { bodyDocumentKinds } from '../names.ts'
import { campaignPlanFields } from './campaign-plan.fields.ts'
import { certificateFields, certificatesFields } from './certificate.fields.ts'
import { handoverMinutesFields } from './handover-minutes.fields.ts'
import { nominationListFields } from './nomination-list.fields.ts'
import { recognitionDecisionFields } from './recognition-decision.fields.ts'
import { refusalNoticeFields } from './refusal-notice.fields.ts'
import { summaryReportFields } from './summary-report.fields.ts'
import { supervisionMinutesFields } from './supervision-minutes.fields.ts'
import { teamDecisionFields } from './team-decision.fields.ts'
import { visitMinutesFields } from './visit-minutes.fields.ts'

export const bodyDocuments = {
  'campaign-plan': { subject: 'campaign', numbered: 'KH', pdf: false, readers: 'line', fields: campaignPlanFields },
  'team-decision': { subject: 'team', numbered: null, pdf: false, fields: teamDecisionFields },
  'visit-minutes': { subject: 'visit', numbered: null, pdf: false, fields: visitMinutesFields },
  'nomination-list': {
    ...{ subject: 'nomination-list', numbered: null, pdf: true, readers: 'issuer' },
    fields: nominationListFields,
  },
  'recognition-decision': {
    ...{ subject: 'recognition-decision', numbered: null, pdf: true, readers: 'issuer' },
    fields: recognitionDecisionFields,
  },
  'refusal-notice': { subject: 'submission', numbered: 'TB', pdf: false, fields: refusalNoticeFields },
  certificate: { subject: 'recognition', numbered: null, pdf: true, fields: certificateFields },
  certificates: {
    ...{ subject: 'recognition-decision', numbered: null, pdf: true, large: true, readers: 'issuer' },
    fields: certificatesFields,
  },
  'supervision-minutes': {
    ...{ subject: 'supervision-record', numbered: null, pdf: false, readers: 'issuer' },
    fields: supervisionMinutesFields,
  },
  'summary-report': { subject: 'campaign', numbered: 'BC', pdf: false, readers: 'issuer', fields: summaryReportFields },
  'handover-minutes': {
    ...{ subject: 'unit-change', numbered: null, pdf: false, readers: 'issuer' },
    fields: handoverMinutesFields,
  },
} as const satisfies Record<(typeof bodyDocumentKinds)[number], DocumentFacts>
