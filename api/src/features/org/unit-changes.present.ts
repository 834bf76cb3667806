import type { UnitHistory, UnitOperation } from '@thuoc/shared'
import type { ChangeRow, unitsOf } from './unit-changes.repository.ts'
import type { successionsOf, versionsOf } from './unit-versions.repository.ts'

type UnitRows = Awaited<ReturnType<typeof unitsOf>>

export const presentOperation = (
  row: ChangeRow,
  units: UnitRows,
  actions: UnitOperation['actions'],
): UnitOperation => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  effectiveOn: row.effectiveOn,
  decisionNumber: row.decisionNumber,
  decisionDate: row.decisionDate,
  note: row.note,
  handOver: row.handOver,
  recordedAt: row.recordedAt.toISOString(),
  by: row.actorName,
  undoes: row.undoes,
  undoneBy: row.undoneBy,
  failure: row.report.failure ?? null,
  unitCount: row.unitCount,
  units: units.map(({ id, code, name, type, part }) => ({ id, code, name, type, part })),
  actions,
})

type Parts = Pick<UnitHistory, 'operations'> & {
  versions: Awaited<ReturnType<typeof versionsOf>>
  predecessors: Awaited<ReturnType<typeof successionsOf>>
  successors: Awaited<ReturnType<typeof successionsOf>>
}

export const presentHistory = ({ versions, ...rest }: Parts): UnitHistory => ({
  ...rest,
  versions: versions.map(({ validFrom, validTo, code, name, type, ownership, parent, closed, changeId }) => ({
    from: validFrom,
    to: validTo,
    ...{ code, name, type, ownership, parent, closed, changeId },
  })),
})
