import { z } from 'zod'

/** A request for more evidence, from the question to its end. */
export const evidenceRequestStatuses = ['open', 'answered', 'closed', 'withdrawn'] as const
export const evidenceRequestStatus = z.enum(evidenceRequestStatuses)
export type EvidenceRequestStatus = z.infer<typeof evidenceRequestStatus>

export const evidenceRequestActions = ['answer', 'close', 'withdraw'] as const
export type EvidenceRequestAction = (typeof evidenceRequestActions)[number]

type Side = 'school' | 'team'
type Transition = {
  from: readonly EvidenceRequestStatus[]
  to: EvidenceRequestStatus
  by: Side
  until: 'due' | 'always'
}

/**
 * What follows what, and whose move it is. Once answered nothing is added any more: what else is wanted is asked anew.
 */
export const evidenceRequestTransitions: Record<EvidenceRequestAction, Transition> = {
  answer: { from: ['open'], to: 'answered', by: 'school', until: 'due' },
  close: { from: ['open', 'answered'], to: 'closed', by: 'team', until: 'always' },
  withdraw: { from: ['open'], to: 'withdrawn', by: 'team', until: 'always' },
}

type Standing = { status: EvidenceRequestStatus; due: string }

/** @param today a day in Asia/Ho_Chi_Minh */
export const isOverdue = ({ status, due }: Standing, today: string): boolean => status === 'open' && due < today

/** Whether the school may hand in evidence for the criterion, and answer. @param today a day in Asia/Ho_Chi_Minh */
export const takesEvidence = (request: Standing, today: string): boolean =>
  request.status === 'open' && !isOverdue(request, today)

/** The moves of one side that are possible now, while the external assessment goes on. */
export const movesOfRequest = (request: Standing, side: Side, today: string): EvidenceRequestAction[] =>
  evidenceRequestActions.filter((action) => {
    const { from, by, until } = evidenceRequestTransitions[action]
    return by === side && from.includes(request.status) && (until === 'always' || !isOverdue(request, today))
  })

/** A last day to answer lies between today and the last day of the external assessment. */
export const isDueWithin = (due: string, { today, until }: { today: string; until: string }): boolean =>
  due >= today && due <= until
