import type { bodyDocumentKinds } from '@thuoc/shared'
import type { Sources } from '../../source.ts'
import { campaignPlan } from './campaign-plan.ts'
import { certificate, certificates } from './certificates.ts'
import { handoverMinutes } from './handover-minutes.ts'
import { nominationList } from './nomination-list.ts'
import type { BodyPorts } from './ports.ts'
import { recognitionDecision } from './recognition-decision.ts'
import { refusalNotice } from './refusal-notice.ts'
import { summaryReport } from './summary-report.ts'
import { supervisionMinutes } from './supervision-minutes.ts'
import { teamDecision } from './team-decision.ts'
import { visitMinutes } from './visit-minutes.ts'

export type { BodyPorts }

type BodyKind = (typeof bodyDocumentKinds)[number]

/** What managing bodies and the province draw up. */
export const createBodySources = (services: BodyPorts): Pick<Sources, BodyKind> => ({
  'campaign-plan': campaignPlan(services),
  'team-decision': teamDecision(services),
  'visit-minutes': visitMinutes(services),
  'nomination-list': nominationList(services),
  'recognition-decision': recognitionDecision(services),
  'refusal-notice': refusalNotice(services),
  certificate: certificate(services),
  certificates: certificates(services),
  'supervision-minutes': supervisionMinutes(services),
  'summary-report': summaryReport(services),
  'handover-minutes': handoverMinutes(services),
})
