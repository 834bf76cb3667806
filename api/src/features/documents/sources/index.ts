import type { Sources } from '../source.ts'
import { createBodySources, type BodyPorts } from './body/index.ts'
import { approvalDecision } from './school/approval-decision.ts'
import { assessmentRequest } from './school/assessment-request.ts'
import { assessmentSheet } from './school/assessment-sheet.ts'
import { councilDecision } from './school/council-decision.ts'
import { councilMinutes } from './school/council-minutes.ts'
import { evidenceRegister } from './school/evidence-register.ts'
import { selfAssessmentPlan } from './school/self-assessment-plan.ts'
import { selfAssessmentReport } from './school/self-assessment-report.ts'
import type { SourcePorts } from './ports.ts'
import { readingOnce } from './read-once.ts'

export type { BodyPorts, SourcePorts }

export function createSources(given: SourcePorts): Sources {
  const services = readingOnce(given)
  return {
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
}
