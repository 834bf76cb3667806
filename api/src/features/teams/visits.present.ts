import { dayOf, type Visit, type VisitPlan, type VisitWarning } from '@thuoc/shared'
import type { VisitRow } from './visits.repository.ts'

/** As the table keeps it. */
export const valuesOf = ({ kind, place, note, startsAt, endsAt }: VisitPlan) => ({
  ...{ kind, place, note },
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})

/** A visit as the wire has it. @param acts whether the actor may plan for the team */
export function present(row: VisitRow, acts: boolean, warnings: VisitWarning[], at: Date): Visit {
  const { team, startsAt, endsAt, ...visit } = row
  const planned = acts && row.status === 'planned'
  return {
    ...visit,
    team: { id: team.id, name: team.name },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    warnings,
    actions: [
      ...(planned ? (['change', 'cancel'] as const) : []),
      ...(planned && dayOf(startsAt) <= dayOf(at) ? (['done'] as const) : []),
    ],
  }
}

/** What was and what is; moments as ISO text. */
export function differences(row: VisitRow, wanted: VisitPlan): Record<string, [string | null, string | null]> {
  const was = {
    kind: row.kind,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    place: row.place,
  }
  const is = {
    ...{ kind: wanted.kind, place: wanted.place },
    startsAt: new Date(wanted.startsAt).toISOString(),
    endsAt: new Date(wanted.endsAt).toISOString(),
  }
  const fields = ['kind', 'startsAt', 'endsAt', 'place'] as const
  return Object.fromEntries(
    fields
      .filter((field) => was[field] !== is[field])
      .map((field): [string, [string, string]] => [field, [was[field], is[field]]]),
  )
}
