/** What a school draws up on its way, in the order of the way. */
export const schoolDocumentKinds = [
  'council-decision',
  'self-assessment-plan',
  'evidence-register',
  'assessment-sheet',
  'council-minutes',
  'approval-decision',
  'self-assessment-report',
  'assessment-request',
] as const

/** What managing bodies and the province draw up, in the order of the way. */
export const bodyDocumentKinds = [
  'campaign-plan',
  'team-decision',
  'visit-minutes',
  'nomination-list',
  'recognition-decision',
  'refusal-notice',
  'certificate',
  'certificates',
  'supervision-minutes',
  'summary-report',
  'handover-minutes',
] as const

/** Every document the system draws up. */
export const officialDocumentKinds = [...schoolDocumentKinds, ...bodyDocumentKinds] as const
export type OfficialDocumentKind = (typeof officialDocumentKinds)[number]
