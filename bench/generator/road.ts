import type { SubmissionStatus } from '@thuoc/shared'

type Side = 'school' | 'body' | 'province'
type Step = { action: string; to: SubmissionStatus; by: Side; day: number }

/** The road of most files, with the day of the campaign on which most take each step. */
const steps = [
  { action: 'open', to: 'drafting', by: 'province', day: 0 },
  { action: 'finish', to: 'awaiting-approval', by: 'school', day: 60 },
  { action: 'approve', to: 'approved', by: 'school', day: 63 },
  { action: 'submit', to: 'submitted', by: 'school', day: 66 },
  { action: 'accept', to: 'accepted', by: 'body', day: 72 },
  { action: 'open-assessment', to: 'assessing', by: 'body', day: 75 },
  { action: 'complete-assessment', to: 'result-shown', by: 'body', day: 95 },
  { action: 'accept-result', to: 'assessed', by: 'school', day: 99 },
  { action: 'nominate', to: 'nominated', by: 'body', day: 105 },
  { action: 'recognise', to: 'recognised', by: 'province', day: 120 },
  { action: 'publish', to: 'published', by: 'province', day: 124 },
] as const satisfies readonly Step[]
export type Passed = { action: string; from: SubmissionStatus | null; to: SubmissionStatus; by: Side; day: number }

/** What a file in that status has behind it. */
export function roadTo(status: SubmissionStatus): Passed[] {
  const last = steps.findIndex(({ to }) => to === status)
  if (last === -1) throw new Error(`Off the road: ${status}`)
  return steps.slice(0, last + 1).map((step, at) => ({ ...step, from: steps[at - 1]?.to ?? null }))
}
export const isPast = (status: SubmissionStatus, mark: SubmissionStatus): boolean =>
  steps.findIndex(({ to }) => to === status) >= steps.findIndex(({ to }) => to === mark)

/** Of campaigns that are over: some never finished. */
export const pastStatuses = { drafting: 3, approved: 1, submitted: 1, assessed: 1, recognised: 3, published: 91 }
/** In the weeks before the last day of self-assessment. */
export const presentStatuses = {
  drafting: 50,
  'awaiting-approval': 6,
  approved: 10,
  submitted: 10,
  accepted: 6,
  assessing: 8,
  'result-shown': 2,
  assessed: 4,
  nominated: 1,
  recognised: 1,
  published: 2,
}
