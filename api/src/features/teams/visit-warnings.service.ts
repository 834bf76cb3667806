import { warningsOf, type PersonId, type VisitId, type VisitWarning } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { conflictsAmong } from './conflicts.repository.ts'
import { listTouching, windowsOf, type VisitRow } from './visits.repository.ts'

/** What speaks against each of these visits. */
export async function warningsAmong(from: Queryable, rows: readonly VisitRow[]): Promise<Map<VisitId, VisitWarning[]>> {
  const planned = rows.filter(({ status }) => status === 'planned')
  const units = [...new Set(planned.map(({ campaignUnitId }) => campaignUnitId))]
  const goers = [...new Set(planned.flatMap(({ people }) => people.map(({ personId }) => personId)))]
  if (units.length === 0) return new Map()
  const others = (await listTouching(from, units, goers)).map(asPlanned)
  const windows = await windowsOf(from, units)
  const conflicted = await conflictsAmong(from, goers, units)
  return new Map(
    planned.map((row) => {
      const kept = (personId: PersonId) =>
        conflicted.some((one) => one.campaignUnitId === row.campaignUnitId && one.personId === personId)
      const names = row.people.filter(({ personId }) => kept(personId)).map(({ fullName }) => fullName)
      const window = windows.get(row.campaignUnitId) ?? { from: null, until: null }
      return [row.id, warningsOf(asPlanned(row), others, window, names)]
    }),
  )
}

const asPlanned = ({ id, campaignUnitId, kind, status, startsAt, endsAt, people }: VisitRow) => ({
  ...{ id, kind, status, startsAt, endsAt, people },
  unitId: campaignUnitId,
})
