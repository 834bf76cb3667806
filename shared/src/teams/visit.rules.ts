import type { PersonId } from '../identity/person.schema.ts'
import { dayOf } from '../campaigns/deadline.rules.ts'
import type { VisitKind, VisitStatus, VisitWarning } from './visit.schema.ts'

export type PlannedVisit = {
  id: string
  unitId: string
  kind: VisitKind
  status: VisitStatus
  startsAt: Date
  endsAt: Date
  people: readonly { personId: PersonId; fullName: string }[]
}

/** Days within which the plan wants the external assessment of a unit, both included; null: none is said. */
export type VisitWindow = { from: string | null; until: string | null }

/** Whether two visits share some time; one may begin when the other ends. */
const overlaps = (a: PlannedVisit, b: PlannedVisit) => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/**
 * What speaks against a visit, each thing once; `others` are all that could touch it. Nothing speaks against one that is
 * over or cancelled, nor do cancelled ones speak against another.
 * @param conflicted names of those who go and must not assess the unit
 */
export function warningsOf(
  visit: PlannedVisit,
  others: readonly PlannedVisit[],
  { from, until }: VisitWindow,
  conflicted: readonly string[],
): VisitWarning[] {
  if (visit.status !== 'planned') return []
  const warning = (code: VisitWarning['code'], name: string | null = null, day: string | null = null) => ({
    ...{ code, name, day },
  })
  const standing = others.filter(({ id, status }) => id !== visit.id && status !== 'cancelled')
  const meanwhile = standing.filter((other) => overlaps(visit, other))
  const elsewhere = new Set(meanwhile.flatMap(({ people }) => people.map(({ personId }) => personId)))
  const reviews = standing.filter(({ unitId, kind }) => unitId === visit.unitId && kind === 'desk-review')
  const early = visit.kind === 'on-site' && reviews.some(({ startsAt }) => startsAt >= visit.startsAt)
  return [
    ...conflicted.map((name) => warning('conflict', name)),
    ...visit.people
      .filter(({ personId }) => elsewhere.has(personId))
      .map(({ fullName }) => warning('person-twice', fullName)),
    ...(meanwhile.some(({ unitId }) => unitId === visit.unitId) ? [warning('unit-twice')] : []),
    ...(from !== null && dayOf(visit.startsAt) < from ? [warning('before-window', null, from)] : []),
    ...(until !== null && dayOf(visit.endsAt) > until ? [warning('after-due', null, until)] : []),
    ...(early ? [warning('before-desk-review')] : []),
  ]
}
