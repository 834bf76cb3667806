import { submissionId } from '@thuoc/shared'
import type { Parts, Sources } from '../source.ts'
import { createBodySources, type BodyPorts } from './body/index.ts'
import { visitsOf } from './body/visit-minutes.ts'
import { approvalDecision } from './school/approval-decision.ts'
import { assessmentRequest } from './school/assessment-request.ts'
import { assessmentSheet } from './school/assessment-sheet.ts'
import { councilDecision } from './school/council-decision.ts'
import { councilMinutes } from './school/council-minutes.ts'
import { meetingsOf } from './school/meeting.ts'
import { evidenceRegister } from './school/evidence-register.ts'
import { selfAssessmentPlan } from './school/self-assessment-plan.ts'
import { selfAssessmentReport } from './school/self-assessment-report.ts'
import type { SourcePorts } from './ports.ts'
import { readingOnce } from './read-once.ts'

export type { BodyPorts, SourcePorts }

export function createSources(given: SourcePorts): { sources: Sources; parts: Parts } {
  const services = readingOnce(given)
  const sources: Sources = {
    'council-decision': councilDecision(services),
    'self-assessment-plan': selfAssessmentPlan(services),
    'evidence-register': evidenceRegister(services),
    'assessment-sheet': assessmentSheet(services),
    'council-minutes': councilMinutes(services),
    'approval-decision': approvalDecision(services),
    'self-assessment-report': selfAssessmentReport(services),
    'assessment-request': assessmentRequest(services),
    ...createBodySources(services),
  }
  const parts: Parts = {
    'council-meeting': async (actor, id) =>
      meetingsOf((await services.minutes.list(actor, submissionId.parse(id))).items),
    visit: async (actor, id) => visitsOf((await services.visitMinutes.list(actor, submissionId.parse(id))).items),
  }
  return { sources, parts }
}
