import { dayOf, type Findings, type TeamDuty, type Visit, type VisitMinutesContent } from '@thuoc/shared'

const kinds = ['strengths', 'weaknesses', 'improvements'] as const

/**
 * What the team found as the minutes say it: one paragraph a kind, that of the whole first.
 * @param nameOf “Điểm mạnh” in the language of the reader
 */
export function findingsText(
  { whole, groups }: Pick<Findings, 'whole' | 'groups'>,
  nameOf: (kind: (typeof kinds)[number]) => string,
): string {
  const parts = [whole, ...Object.values(groups)]
  return kinds
    .flatMap((kind) => {
      const said = parts.map((part) => part[kind].trim()).filter(Boolean)
      return said.length > 0 ? [`${nameOf(kind)}: ${said.join('\n')}`] : []
    })
    .join('\n')
}

type Known = {
  team: readonly { fullName: string; duty: TeamDuty }[]
  visits: readonly Pick<Visit, 'kind' | 'status' | 'startsAt' | 'place'>[]
  /** Days of which there are minutes. */
  written: readonly string[]
  findings: string
  today: string
}
/**
 * Minutes as they begin: of the visit that was planned and has none yet, with the people of the team and what it found.
 * Where only a desk review was planned, of that. @param officeOf “Trưởng đoàn” for a duty
 */
export function begunMinutes(
  { team, visits, written, findings, today }: Known,
  officeOf: (duty: TeamDuty) => string,
): VisitMinutesContent {
  const standing = visits.filter(
    ({ status, startsAt }) => status !== 'cancelled' && !written.includes(dayOf(new Date(startsAt))),
  )
  const planned = standing.findLast(({ kind }) => kind === 'on-site') ?? standing.at(-1)
  return {
    kind: planned?.kind === 'desk-review' ? 'desk-review' : 'visit',
    heldOn: planned ? dayOf(new Date(planned.startsAt)) : today,
    ...{ hours: '', place: planned?.place ?? '', content: '', findings, conclusion: '' },
    ofTeam: team.map(({ fullName, duty }) => ({ name: fullName, office: officeOf(duty) })),
    ofSchool: [],
  }
}
