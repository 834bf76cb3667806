import { dayOf } from '../campaigns/deadline.rules.ts'
import type { SubmissionStatus } from '../submissions/submission.workflow.ts'
import { stageOf } from './team.rules.ts'
import { assessmentPhases, type AssessmentPhase } from './team.schema.ts'
import type { VisitKind, VisitStatus } from './visit.schema.ts'

type Planned = { kind: VisitKind; status: VisitStatus; startsAt: Date }

/**
 * The phase as the plan of visits tells it; without a plan the file is examined at the desk until all is closed.
 * @param today a day in Asia/Ho_Chi_Minh
 */
export function phaseOf(status: SubmissionStatus, visits: readonly Planned[], today: string): AssessmentPhase {
  const stage = stageOf(status)
  if (stage !== 'open') return stage
  if (status !== 'assessing') return 'result'
  const standing = visits.filter((visit) => visit.status !== 'cancelled')
  if (standing.length === 0) return 'desk-review'
  if (standing.every((visit) => visit.status === 'done')) return 'concluding'
  const reviews = standing.filter(({ kind }) => kind === 'desk-review')
  const there = standing.filter(({ kind }) => kind === 'on-site')
  const begun = there.some((visit) => visit.status === 'done' || dayOf(visit.startsAt) <= today)
  const examined = reviews.length > 0 && reviews.every((visit) => visit.status === 'done')
  return begun || examined ? 'on-site' : 'desk-review'
}

/** How many units stand in each phase, in the order of the road; those in which none stands are left out. */
export const countPhases = (
  units: readonly { phase: AssessmentPhase }[],
): { phase: AssessmentPhase; count: number }[] =>
  assessmentPhases.flatMap((phase) => {
    const count = units.filter((one) => one.phase === phase).length
    return count > 0 ? [{ phase, count }] : []
  })
