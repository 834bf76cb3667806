import type { Refusal } from './refusal.ts'

/** Reports and what is handed to the emulation board. */
export const reportsProblems = {
  'emulation.stale': { status: 409, title: 'Someone has changed these columns meanwhile' },
} as const satisfies Record<string, Refusal>
