import type { NoticeKind, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notify } from '../notices/index.ts'
import type { FindingRow } from './findings.repository.ts'
import type { RecordRow } from './records.repository.ts'

const told = (unitId: UnitId, kind: NoticeKind, row: RecordRow, values: Record<string, string | number> = {}) => ({
  unitId,
  kind,
  values: { supervisionId: row.id, unit: row.unitName, number: row.number, checkedOn: row.checkedOn, ...values },
})

/** The unit reads what was found; every unit that has to act is told how much and by which first day. */
export async function tellOfClosing(
  tx: Tx,
  actor: Actor,
  row: RecordRow,
  { findings, at }: { findings: readonly FindingRow[]; at: Date },
) {
  const asked = Map.groupBy(
    findings.filter(({ unit }) => unit !== null),
    ({ unit }) => unit?.id ?? row.unitId,
  )
  const wanted = [...asked].map(([unitId, those]) => {
    const due = those
      .flatMap((finding) => finding.due ?? [])
      .toSorted()
      .at(0)
    return told(unitId, 'supervision-wanted', row, { count: those.length, due: due ?? row.checkedOn })
  })
  const informed = asked.has(row.unitId) ? [] : [told(row.unitId, 'supervision-closed', row)]
  await notify(tx, [...wanted, ...informed], { to: 'deliverable.hand-in', by: actor.name, at })
}

/** The province is told of an answer; the unit, of what the province says to it. */
export const tellOfStep = (
  tx: Tx,
  actor: Actor,
  row: RecordRow,
  { unitId, kind, at }: { unitId: UnitId; kind: NoticeKind; at: Date },
) =>
  notify(tx, [told(unitId, kind, row)], {
    to: kind === 'supervision-answered' ? 'supervision.record' : 'deliverable.hand-in',
    by: actor.name,
    at,
  })
