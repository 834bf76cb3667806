import type { VerdictOutcome } from '@thuoc/shared'

/** The key of each verdict: side by side on the keyboard, where they write nothing into the answer. */
export const verdictKeys: Record<VerdictOutcome, string> = {
  accepted: 'z',
  insufficient: 'x',
  'not-relevant': 'c',
  expired: 'v',
}
export const verdictTones: Record<VerdictOutcome, 'good' | 'needs-you'> = {
  accepted: 'good',
  insufficient: 'needs-you',
  'not-relevant': 'needs-you',
  expired: 'needs-you',
}
