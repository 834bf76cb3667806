import type { Refusal } from './refusal.ts'

/** Indicator sets, their guidance, figures of other systems. */
export const cataloguesProblems = {
  'indicator-set.not-found': { status: 404, title: 'No such indicator set' },
  'indicator-set.version-taken': { status: 409, title: 'This code already has this version' },
  'indicator-set.frozen': { status: 409, title: 'A published set is not changed' },
  'indicator-set.not-published': { status: 409, title: 'The set is not published' },
  'indicator-set.faulty': { status: 409, title: 'The set has faults; each is named' },
  'indicator-set.already-verified': { status: 409, title: 'The set has already been checked against the signed text' },
  'indicator-set.code-taken': { status: 409, title: 'Another body uses this code for a set that you see' },
  'indicator-set.doubts-open': { status: 409, title: 'A doubt has not been settled; each is named' },
  'indicator-set.decision-missing': {
    status: 409,
    title: 'A refinement has no decision of its own; give it one, or say that it is published without',
  },
  'indicator-set.stale': { status: 409, title: 'Someone saved a newer version of this draft' },
  'guidance.not-found': { status: 404, title: 'No such note of guidance' },
  'guidance.stale': { status: 409, title: 'Someone saved a newer version of this note' },
  'measurement.faulty': { status: 400, title: 'A figure cannot be recorded; each is named, none was recorded' },
} as const satisfies Record<string, Refusal>
