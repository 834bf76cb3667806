import { z } from 'zod'

/** `desk-review`: nobody went; the team worked on the file alone. */
export const visitMinutesKinds = ['visit', 'desk-review'] as const
export const visitMinutesKind = z.enum(visitMinutesKinds)
export type VisitMinutesKind = z.infer<typeof visitMinutesKind>

/** The minutes of a visit, or of a desk review where there is none: from the team’s draft to both sides’ word. */
export const visitMinutesStatuses = ['draft', 'with-school', 'answered', 'closed'] as const
export const visitMinutesStatus = z.enum(visitMinutesStatuses)
export type VisitMinutesStatus = z.infer<typeof visitMinutesStatus>

export const visitMinutesActions = ['show', 'take-back', 'answer', 'close'] as const
export const visitMinutesAction = z.enum(visitMinutesActions)
export type VisitMinutesAction = z.infer<typeof visitMinutesAction>

type Side = 'team' | 'school'
type Transition = { from: readonly VisitMinutesStatus[]; to: VisitMinutesStatus; by: Side }

/** What follows what, and whose move it is; once closed, minutes are corrected by a further version only. */
export const visitMinutesTransitions: Record<VisitMinutesAction, Transition> = {
  show: { from: ['draft'], to: 'with-school', by: 'team' },
  'take-back': { from: ['with-school', 'answered'], to: 'draft', by: 'team' },
  answer: { from: ['with-school'], to: 'answered', by: 'school' },
  close: { from: ['draft', 'with-school', 'answered'], to: 'closed', by: 'team' },
}

type Standing = { kind: VisitMinutesKind; status: VisitMinutesStatus; answerDue: string | null }

/**
 * The moves of one side that are possible now. Without an answer of the school the team closes once its last day to
 * answer has passed; a desk review, at which the school was not, it closes without asking. @param today a day in
 * Asia/Ho_Chi_Minh
 */
export const movesOfMinutes = (
  { kind, status, answerDue }: Standing,
  side: Side,
  today: string,
): VisitMinutesAction[] =>
  visitMinutesActions.filter((action) => {
    const { from, by } = visitMinutesTransitions[action]
    if (by !== side || !from.includes(status)) return false
    if (action !== 'close' || status === 'answered') return true
    return status === 'draft' ? kind === 'desk-review' : answerDue !== null && answerDue < today
  })
