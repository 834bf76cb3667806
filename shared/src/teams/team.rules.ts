import type { TeamDuty } from '../campaigns/campaign.schema.ts'
import type { ProblemCode } from '../problem.ts'
import { submissionStatuses, type SubmissionStatus } from '../submissions/submission.workflow.ts'

/** Exactly one head; from two members on exactly one secretary, who stands in where the head must not assess. */
export function faultOfTeam(members: readonly { duty: TeamDuty }[]): ProblemCode | null {
  const count = (duty: TeamDuty) => members.filter((one) => one.duty === duty).length
  if (count('head') !== 1) return 'assessment.team-needs-head'
  if (members.length > 1 && count('secretary') !== 1) return 'team.needs-secretary'
  return null
}

/** How far a file has come, as its team sees it: still to come, being assessed, over. */
export type TeamStage = 'waiting' | 'open' | 'over'

const stages: Record<SubmissionStatus, TeamStage> = {
  drafting: 'waiting',
  'awaiting-approval': 'waiting',
  approved: 'waiting',
  submitted: 'waiting',
  returned: 'waiting',
  accepted: 'waiting',
  assessing: 'open',
  // Until the school has taken its result or the team has answered its objections.
  'result-shown': 'open',
  objected: 'open',
  assessed: 'over',
  nominated: 'over',
  recognised: 'over',
  refused: 'over',
  published: 'over',
  revoked: 'over',
}
export const stageOf = (status: SubmissionStatus): TeamStage => stages[status]
export const statusesIn = (...wanted: TeamStage[]): SubmissionStatus[] =>
  submissionStatuses.filter((status) => wanted.includes(stages[status]))

type Seated<Id> = { personId: Id; duty: TeamDuty }

/**
 * Who of a team assesses one unit: everybody without a conflict of interest there. Where the head has one, the secretary
 * leads, where there is none, whoever is named first.
 * @returns null where nobody is left
 */
export function seatedFor<Id>(members: readonly Seated<Id>[], conflicted: ReadonlySet<Id>): Seated<Id>[] | null {
  const free = members.filter(({ personId }) => !conflicted.has(personId))
  if (free.some(({ duty }) => duty === 'head')) return free
  const leader = free.find(({ duty }) => duty === 'secretary') ?? free[0]
  if (!leader) return null
  return free.map((one) => (one === leader ? { ...one, duty: 'head' } : one))
}
