import { z } from 'zod'
import { addDays } from '../campaigns/deadline.rules.ts'

/** `dropped`: the school took its draft back; what it added as evidence stays on file. */
export const objectionStatuses = ['draft', 'dropped', 'sent', 'answered'] as const
export const objectionStatus = z.enum(objectionStatuses)
export type ObjectionStatus = z.infer<typeof objectionStatus>

/** `upheld`: the team stays with what it found. `partly`: it changes, but not to what the school holds right. */
export const objectionOutcomes = ['upheld', 'changed', 'partly'] as const
export const objectionOutcome = z.enum(objectionOutcomes)
export type ObjectionOutcome = z.infer<typeof objectionOutcome>

/** How long a school may look at its draft result: our reading, as no source says; the head of the team chooses. */
export const objectionDays = { least: 3, usual: 7, most: 30 } as const

/** Whether a last day to object can be set. @param today days in Asia/Ho_Chi_Minh, `2027-03-01` */
export const isObjectionDue = (due: string, today: string): boolean =>
  due >= addDays(today, objectionDays.least) && due <= addDays(today, objectionDays.most)

/** Whether the school may still object: until 24:00 of the last day. */
export const mayStillObject = (
  { status, lastDay }: { status: string; lastDay: string | null },
  today: string,
): boolean => status === 'result-shown' && (lastDay === null || today <= lastDay)
