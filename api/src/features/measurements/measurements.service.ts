import type { Measurement, MeasurementFault, NewMeasurement, ProblemItem, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { present, valueOf } from './measurements.present.ts'
import { requireOwn } from './measurements.policy.ts'
import * as repository from './measurements.repository.ts'

export type MeasurementsService = ReturnType<typeof createMeasurementsService>
type Item = { at: number; row: repository.NewRow }

export function createMeasurementsService({ db }: { db: Db }) {
  /**
   * Records figures of units of the actor's subtree, all or none. What is known already, value and all, is not
   * recorded twice, so a batch whose answer was lost is simply sent again.
   * @throws Problem `measurement.faulty` with every fault of every item
   */
  const record = (actor: Actor, items: readonly NewMeasurement[]): Promise<{ recorded: number; known: number }> =>
    db.transaction(async (tx) => {
      const { fit, faults } = await sorted(tx, actor, items)
      const rows = fit.map(({ row }) => row)
      const recorded = await repository.insert(tx, rows)
      const standing = await repository.findStanding(tx, rows)
      const errors = [...faults, ...fit.flatMap(({ at, row }) => faultsOfValue(at, row, standing))]
      if (errors.length > 0) throw new Problem('measurement.faulty', { errors: errors.sort(byPlace).map(toItem) })
      return { recorded, known: items.length - recorded }
    })

  /** The newest figure of each key. */
  async function list(actor: Actor, unitId: UnitId, schoolYear: string): Promise<{ items: Measurement[] }> {
    const [unit] = await findUnits(db, [unitId])
    requireOwn(actor, unit)
    return { items: (await repository.listNewest(db, unitId, schoolYear)).map(present) }
  }

  return { record, list }
}

type Fault = { at: number; part: string; rule: MeasurementFault; values?: ProblemItem['values'] }

/** What can be recorded, and what cannot because of its unit or its moment. */
async function sorted(tx: Tx, actor: Actor, items: readonly NewMeasurement[]) {
  const names = items.map(({ unit }) => unit)
  const units = await repository.unitsNamed(tx, actor.unitPath, names)
  const now = new Date()
  const fit: Item[] = []
  const faults: Fault[] = []
  for (const [at, { unit, measuredAt: moment, value, ...rest }] of items.entries()) {
    const unitId = units.get(repository.plain(unit))
    const measuredAt = new Date(moment)
    const early = measuredAt > now
    if (unitId === undefined) faults.push({ at, part: 'unit', rule: 'unit-unknown', values: { unit } })
    if (early) faults.push({ at, part: 'measuredAt', rule: 'measured-in-future' })
    if (unitId === undefined || early) continue
    const signed = { recordedBy: actor.name, recordedById: actorId(actor) }
    const held = typeof value === 'number' ? { figure: value, text: null } : { figure: null, text: value }
    fit.push({ at, row: { ...rest, ...held, ...signed, unitId, measuredAt } })
  }
  return { fit, faults }
}

/** One source says one thing of one moment: another value under the same identity is named, with the one that stands. */
function faultsOfValue(
  at: number,
  row: repository.NewRow,
  standing: ReadonlyMap<string, repository.MeasurementRow>,
): Fault[] {
  const known = standing.get(repository.identityOf(row))
  if (known && known.figure === row.figure && known.text === row.text) return []
  return [{ at, part: 'value', rule: 'value-differs', values: known ? { standing: valueOf(known) } : {} }]
}

const byPlace = (a: Fault, b: Fault) => a.at - b.at
const toItem = ({ at, part, rule, values }: Fault): ProblemItem => ({
  path: `/items/${at}/${part}`,
  message: rule,
  ...(values && { values }),
})
