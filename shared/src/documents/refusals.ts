import type { ProblemCode } from '../problem.ts'

/** What drawing up a document can be refused with, whatever it is made from: its subject is not there, or not yours. */
export const documentIssueRefusals = [
  'document.not-found',
  'submission.not-found',
  'council.none',
  'council-minutes.not-found',
  'visit-minutes.not-found',
  'campaign.not-found',
  'team.not-found',
  'nomination.not-found',
  'decision.not-found',
  'supervision.not-found',
  'unit-change.not-found',
] as const satisfies readonly ProblemCode[]
