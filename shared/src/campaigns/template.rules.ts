import type { CampaignTemplate, TemplateMilestone } from './campaign-template.schema.ts'
import type { MilestonePlan } from './milestone.schema.ts'

const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** The day before, as `2024-12-31`. */
function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}

type Dates = Pick<MilestonePlan, 'startsOn' | 'dueOn'>

/** From a yearless window or day to the days of one school year: August to December lie in its first half. */
function datesIn(schoolYear: string, { window, due }: TemplateMilestone): Dates {
  const [first = 0, second = 0] = schoolYear.split('-').map(Number)
  const yearOf = (month: number) => (month >= 8 ? first : second)
  if (due !== undefined) {
    const month = Number(due.slice(0, 2))
    const last = lastOfMonth(yearOf(month), month)
    const day = `${yearOf(month)}-${due}`
    return { startsOn: null, dueOn: day > last ? last : day }
  }
  if (window === undefined) return { startsOn: null, dueOn: null }
  const [from = 1, to = from] = window.split('/').map(Number)
  return {
    startsOn: `${yearOf(from)}-${String(from).padStart(2, '0')}-01`,
    dueOn: lastOfMonth(yearOf(to), to),
  }
}

/**
 * The milestones of a template in one school year. One that only says which other it comes before ends on the day
 * before that begins.
 */
export function milestonesIn(
  schoolYear: string,
  { milestones }: Pick<CampaignTemplate, 'milestones'>,
): MilestonePlan[] {
  const keyOf = ({ tier }: TemplateMilestone, code: string) => `${tier} ${code}`
  const dated = new Map(milestones.map((line) => [keyOf(line, line.code), datesIn(schoolYear, line)]))
  return milestones.map((planned) => {
    const { window: _window, due: _due, ...line } = planned
    const { startsOn = null, dueOn = null } = dated.get(keyOf(planned, line.code)) ?? {}
    const next = line.before === null ? undefined : dated.get(keyOf(planned, line.before))
    const limit = next?.startsOn ?? next?.dueOn
    return { ...line, startsOn, dueOn: dueOn ?? (limit ? dayBefore(limit) : null) }
  })
}

/** `2026-2027` as people write it: `2026–2027`. */
export const titleIn = (schoolYear: string, title: string): string =>
  title.replaceAll('{schoolYear}', schoolYear.replace('-', '–'))
