import {
  unitDuties,
  type Page,
  type UnitId,
  type UnitResponsibles,
  type UnitResponsiblesChange,
  type UnitSummary,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits, type UnitRow } from '../org/index.ts'
import { by, record } from './events.repository.ts'
import * as repository from './responsibles.repository.ts'

export type ResponsiblesService = ReturnType<typeof createResponsiblesService>

export function createResponsiblesService({ db }: { db: Db }) {
  const get = async (actor: Actor, id: UnitId) => present(db, actor, requireOwn(actor, (await findUnits(db, [id]))[0]))

  /** Ends what changes and begins what is new; what stays keeps its day. */
  async function set(actor: Actor, id: UnitId, request: UnitResponsiblesChange): Promise<UnitResponsibles> {
    return db.transaction(async (tx) => {
      await repository.lock(tx, id)
      const unit = requireOwn(actor, (await findUnits(tx, [id]))[0])
      const before = await repository.responsiblePersonsOf(tx, id)
      for (const duty of unitDuties) {
        const personId = request[duty]
        if (personId === (before[duty]?.personId ?? null)) continue
        if (personId !== null && !(await repository.isStaff(tx, id, personId)))
          throw new Problem('responsible.person-unfit', {
            errors: [{ path: `/${duty}`, message: 'Holds no role there' }],
          })
        await repository.end(tx, id, duty)
        if (personId !== null) await repository.insert(tx, [{ unitId: id, duty, personId, setBy: actor.personId }])
        const action = personId === null ? 'responsible-ended' : 'responsible-set'
        const about = { personId: personId ?? before[duty]?.personId ?? null, unitId: id }
        await record(tx, { action, ...by(actor), ...about, detail: { duty } })
      }
      return present(tx, actor, unit)
    })
  }

  async function unitsWithoutPeople(
    actor: Actor,
    { q = '', ...query }: PageRequest & { q?: string | undefined },
  ): Promise<Page<UnitSummary> & { total: number }> {
    const after = decodeCursor(query.cursor, textKey)
    const rows = await repository.listEmptyUnits(db, actor.unitPath, q, after, query.limit ?? defaultLimit)
    const page = toPage(
      rows,
      query,
      (row) => [row.name, row.id],
      (row) => row,
    )
    return { ...page, total: await repository.countEmptyUnits(db, actor.unitPath, q) }
  }

  return { get, set, unitsWithoutPeople }
}

/** Telephone and address are for the unit and those above it. */
function requireOwn(actor: Actor, unit: UnitRow | undefined): UnitRow {
  if (!unit || !isWithin(unit.path, actor.unitPath)) throw new Problem('unit.not-found')
  return unit
}

async function present(source: Queryable, actor: Actor, { id }: UnitRow): Promise<UnitResponsibles> {
  const { leader, contact } = await repository.responsiblePersonsOf(source, id)
  return { leader: shown(leader), contact: shown(contact), actions: may(actor, 'person.write') ? ['set'] : [] }
}

function shown(row: repository.ResponsibleRow | null) {
  if (!row) return null
  const { duty: _, since, ...person } = row
  return { ...person, since: since.toISOString() }
}
