import type { DeliverableKind } from './deliverable-kind.ts'
import type { MilestonePlan } from './milestone.schema.ts'

/** First and last day of a school year, which begins on 1 August. @param schoolYear `2026-2027` */
export function spanOf(schoolYear: string): { from: string; to: string } {
  const [first = '', second = ''] = schoolYear.split('-')
  return { from: `${first}-08-01`, to: `${second}-07-31` }
}

/** What a plan contradicts itself in, or what is odd in it. */
export const planConflictRules = [
  'starts-after-due',
  'code-twice',
  'request-before-self-assessment',
  'external-before-request',
  'recognition-before-external',
  /** Units are to be assessed from outside on days on which `other`, who assesses, does not. */
  'external-apart',
  /** It is to come before `other`, and ends after that begins. */
  'not-before',
  /** It is to come before `other`, which the plan does not have. */
  'before-unknown',
  'outside-school-year',
  'on-weekend',
  'no-date',
] as const
export type PlanConflictRule = (typeof planConflictRules)[number]

/** What a plan cannot be opened with, what it should not have, and what it may well mean. */
export const weightOf: Record<PlanConflictRule, 'fault' | 'conflict' | 'hint'> = {
  'starts-after-due': 'fault',
  'code-twice': 'fault',
  'before-unknown': 'fault',
  'request-before-self-assessment': 'conflict',
  'external-before-request': 'conflict',
  'recognition-before-external': 'conflict',
  'external-apart': 'conflict',
  'not-before': 'conflict',
  'outside-school-year': 'hint',
  'on-weekend': 'hint',
  'no-date': 'hint',
}

/** `at`: place of the milestone in the list; `other`: code of the one it clashes with. */
export type PlanConflict = { rule: PlanConflictRule; at: number; code: string; other: string | null }

type Line = Pick<MilestonePlan, 'code' | 'tier' | 'startsOn' | 'dueOn' | 'deliverables' | 'required' | 'before'>
type Step = { rule: PlanConflictRule; earlier: DeliverableKind; later: DeliverableKind; sameTier: boolean }

/** The road of a file, each step after the one before it; each tier recognises after its own external assessment. */
const road: readonly Step[] = [
  { rule: 'request-before-self-assessment', earlier: 'self-assessment', later: 'request', sameTier: true },
  { rule: 'external-before-request', earlier: 'request', later: 'external-assessment', sameTier: false },
  {
    rule: 'recognition-before-external',
    earlier: 'external-assessment',
    later: 'recognition-decision',
    sameTier: true,
  },
]

const endsAfter = (line: Line, day: string) => line.dueOn !== null && line.dueOn > day
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/**
 * Whether schools are assessed from outside by one line, and a body assesses by the other, and the two never meet. Of
 * two bodies each assesses schools of its own, so that each is compared with the line of the schools.
 */
function assessesApart(school: Line, body: Line): boolean {
  const both = [school, body].every(({ deliverables }) => deliverables.includes('external-assessment'))
  if (!both || body.tier === 'school') return false
  // Without a first day a window is open to the past.
  const endsBefore = (one: Line, other: Line) =>
    one.dueOn !== null && other.startsOn !== null && one.dueOn < other.startsOn
  return endsBefore(school, body) || endsBefore(body, school)
}

/** What is wrong or odd in the milestones of one plan, in the order of the milestones. */
export function conflictsOf(schoolYear: string, milestones: readonly Line[]): PlanConflict[] {
  const span = spanOf(schoolYear)
  return milestones.flatMap((line, at) => {
    const { code, tier, startsOn, dueOn, deliverables, required, before } = line
    const found: PlanConflict[] = []
    const say = (rule: PlanConflictRule, other: string | null = null) => found.push({ rule, at, code, other })
    if (milestones.findIndex((one) => one.code === code && one.tier === tier) < at) say('code-twice')
    if (startsOn !== null && dueOn !== null && startsOn > dueOn) say('starts-after-due')
    for (const { rule, earlier, later, sameTier } of road) {
      if (dueOn === null || !deliverables.includes(later)) continue
      const clash = milestones.find(
        (one) => one.deliverables.includes(earlier) && (!sameTier || one.tier === tier) && endsAfter(one, dueOn),
      )
      if (clash) say(rule, clash.code)
    }
    const apart = tier === 'school' && milestones.find((one) => assessesApart(line, one))
    if (apart) say('external-apart', apart.code)
    if (before !== null) {
      const next = milestones.find((one) => one.code === before && one.tier === tier)
      const limit = next && (next.startsOn ?? next.dueOn)
      if (!next) say('before-unknown', before)
      else if (limit && endsAfter(line, limit)) say('not-before', before)
    }
    const days = [startsOn, dueOn].filter((day) => day !== null)
    if (days.some((day) => day < span.from || day > span.to)) say('outside-school-year')
    if (dueOn !== null && isWeekend(dueOn)) say('on-weekend')
    if (required && dueOn === null) say('no-date')
    return found
  })
}

type Dated = Pick<MilestonePlan, 'tier' | 'dueOn' | 'deliverables'>

/**
 * The two days that stand for a whole plan in lists: until when schools assess themselves, until when they are
 * assessed. null where no milestone says it. What holds for one unit is kept with the unit, by the same order.
 */
export function deadlinesOf(milestones: readonly Dated[]): {
  selfAssessmentDue: string | null
  externalAssessmentDue: string | null
} {
  const first = (tier: Dated['tier'], kind: DeliverableKind) =>
    milestones
      .flatMap((one) => (one.tier === tier && one.deliverables.includes(kind) && one.dueOn ? [one.dueOn] : []))
      .toSorted()[0] ?? null
  return {
    selfAssessmentDue:
      first('school', 'self-assessment') ?? first('school', 'self-assessment-report') ?? first('school', 'request'),
    externalAssessmentDue:
      first('managing-body', 'external-assessment') ??
      first('province', 'external-assessment') ??
      first('school', 'external-assessment') ??
      first('managing-body', 'recognition-decision') ??
      first('province', 'recognition-decision'),
  }
}

const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The same day so many years later; the last day of a month stays the last: 2027-02-28 becomes 2028-02-29. */
export function yearsLater(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = lastOfMonth(year + years, month)
  const moved = date === lastOfMonth(year, month) ? last : Math.min(date, last)
  return `${year + years}-${String(month).padStart(2, '0')}-${String(moved).padStart(2, '0')}`
}

/** The school year after this one: `2026-2027` → `2027-2028`. */
export const nextSchoolYear = (schoolYear: string): string => {
  const second = Number(schoolYear.slice(5))
  return `${second}-${second + 1}`
}
