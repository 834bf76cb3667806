import type { bodyDocumentKinds } from '@thuoc/shared'
import type { Layout } from '../../../../platform/documents/index.ts'
import { campaignPlan } from './campaign-plan.ts'
import { certificate, certificates } from './certificates.ts'
import { handoverMinutes } from './handover-minutes.ts'
import { nominationList } from './nomination-list.ts'
import { recognitionDecision } from './recognition-decision.ts'
import { refusalNotice } from './refusal-notice.ts'
import { summaryReport } from './summary-report.ts'
import { supervisionMinutes } from './supervision-minutes.ts'
import { teamDecision } from './team-decision.ts'
import { visitMinutes } from './visit-minutes.ts'

/** What managing bodies and the province draw up. */
export const bodyOriginals: Record<(typeof bodyDocumentKinds)[number], Layout> = {
  'campaign-plan': campaignPlan,
  'team-decision': teamDecision,
  'visit-minutes': visitMinutes,
  'nomination-list': nominationList,
  'recognition-decision': recognitionDecision,
  'refusal-notice': refusalNotice,
  certificate,
  certificates,
  'supervision-minutes': supervisionMinutes,
  'summary-report': summaryReport,
  'handover-minutes': handoverMinutes,
}
