import type { SubmissionStatus } from '@thuoc/shared'

/** The road in few words, as far as a picture of a whole campaign needs them; in the order of the road. */
export const phases = ['self', 'check', 'external', 'decision', 'recognised', 'published', 'refused'] as const
export type Phase = (typeof phases)[number]

export const phaseOf: Record<SubmissionStatus, Phase> = {
  drafting: 'self',
  'awaiting-approval': 'self',
  approved: 'self',
  returned: 'self',
  submitted: 'check',
  accepted: 'check',
  assessing: 'external',
  'result-shown': 'external',
  objected: 'external',
  assessed: 'decision',
  nominated: 'decision',
  recognised: 'recognised',
  published: 'published',
  refused: 'refused',
  revoked: 'refused',
}

/** The statuses of a phase, as the list of files takes them in its address. */
export const statusesOf = (phase: Phase): string =>
  Object.entries(phaseOf)
    .filter(([, one]) => one === phase)
    .map(([status]) => status)
    .join(',')

/** How many files stand in each phase; every phase has its line, also an empty one. */
export function countPhases(
  byStatus: readonly { status: SubmissionStatus; count: number }[],
): { phase: Phase; count: number }[] {
  return phases.map((phase) => ({
    phase,
    count: byStatus.filter(({ status }) => phaseOf[status] === phase).reduce((sum, { count }) => sum + count, 0),
  }))
}
