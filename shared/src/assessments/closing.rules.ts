import { dayOf } from '../campaigns/deadline.rules.ts'
import type { ProblemCode } from '../problem.ts'
import type { VisitKind, VisitStatus } from '../teams/visit.schema.ts'
import type { AssessmentGap } from './assessment.rules.ts'
import { gapsOfFindings, type SheetsState, type Words } from './sheet.rules.ts'
import type { VisitMinutesKind, VisitMinutesStatus } from './visit-minutes.workflow.ts'

/** What stands against closing an external assessment, in the order in which a team comes to it. */
export const closingGapCodes = [
  'assessment.sheets-apart',
  'assessment.incomplete',
  'assessment.findings-missing',
  'assessment.visit-ahead',
  'assessment.minutes-open',
  'assessment.minutes-missing',
] as const satisfies readonly ProblemCode[]
export type ClosingGapCode = (typeof closingGapCodes)[number]
/** `items`: which lines or findings, where there is more than one thing to mend. */
export type ClosingGap = { code: ClosingGapCode; items: { path: string; message: string }[] }

export type ClosingVisit = { kind: VisitKind; status: VisitStatus; startsAt: Date }
export type ClosingMinutes = { kind: VisitMinutesKind; status: VisitMinutesStatus }
type Closing = {
  sheets: SheetsState
  lines: readonly AssessmentGap[]
  findings: { whole: Words; groups: Record<string, Words> }
  /** Those of the unit, of whatever team. */
  visits: readonly ClosingVisit[]
  minutes: readonly ClosingMinutes[]
  /** A day in Asia/Ho_Chi_Minh. */
  today: string
}

const isStanding = ({ kind, status }: ClosingVisit) => kind === 'on-site' && status !== 'cancelled'

/**
 * How a unit is assessed is in the plan of its managing body (source 001, annex III.3: “theo kế hoạch của cấp trên”). Where
 * the team goes there, the work is put down in minutes that were shown to the school; where it examines the file alone, no
 * visit is demanded, and minutes of the desk review are enough.
 */
export const suffices = (kind: VisitMinutesKind, visits: readonly ClosingVisit[]): boolean =>
  kind === 'visit' || !visits.some(isStanding)

/** Everything that is still missing before the head of the team can close the external assessment; empty: nothing. */
export function gapsOfClosing({ sheets, lines, findings, visits, minutes, today }: Closing): ClosingGap[] {
  const ahead = visits.filter((one) => isStanding(one) && one.status === 'planned' && dayOf(one.startsAt) > today)
  const items: Record<ClosingGapCode, ClosingGap['items'] | null> = {
    'assessment.sheets-apart': sheets === 'apart' ? [] : null,
    'assessment.incomplete': orNull(lines.map(({ code, gap }) => ({ path: code, message: gap }))),
    'assessment.findings-missing': orNull(gapsOfFindings(findings).map((gap) => ({ path: '', message: gap }))),
    'assessment.visit-ahead': ahead.length > 0 ? [] : null,
    'assessment.minutes-open': minutes.some(({ status }) => status !== 'closed') ? [] : null,
    'assessment.minutes-missing': minutes.some(({ kind }) => suffices(kind, visits)) ? null : [],
  }
  return closingGapCodes.flatMap((code) => {
    const found = items[code]
    return found ? [{ code, items: found }] : []
  })
}

const orNull = <T>(all: T[]): T[] | null => (all.length > 0 ? all : null)
