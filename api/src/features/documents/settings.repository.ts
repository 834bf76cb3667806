import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DocumentSettingsOrder, Role, UnitId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { memberships, people } from '../identity/index.ts'
import { units } from '../org/index.ts'
import { documentSettings } from './documents.tables.ts'
import type { Signer } from './source.ts'

export type SettingsRow = typeof documentSettings.$inferSelect
/** A unit as its papers head it. */
export type OfficeRow = { id: UnitId; name: string; path: string; parentName: string | null }

const parent = alias(units, 'parent')

export async function findOffice(db: Queryable, id: UnitId): Promise<OfficeRow | undefined> {
  const [row] = await db
    .select({ id: units.id, name: units.name, path: units.path, parentName: parent.name, above: parent.type })
    .from(units)
    .leftJoin(parent, eq(parent.id, units.parentId))
    .where(eq(units.id, id))
  // The root of the tree is no office.
  return row && { ...row, parentName: row.above === 'system' ? null : row.parentName }
}

export async function findSettings(db: Queryable, unitId: UnitId): Promise<SettingsRow | null> {
  const [row] = await db.select().from(documentSettings).where(eq(documentSettings.unitId, unitId))
  return row ?? null
}

/** Writes over the version that was seen. @returns whether it still was that */
export async function writeSettings(tx: Tx, unitId: UnitId, { version, ...values }: DocumentSettingsOrder) {
  if (version === 0) {
    await tx.insert(documentSettings).values({ unitId, version: 1, ...values })
    return true
  }
  const { rowCount } = await tx
    .update(documentSettings)
    .set({ ...values, version: version + 1 })
    .where(and(eq(documentSettings.unitId, unitId), eq(documentSettings.version, version)))
  return rowCount === 1
}

const heads = ['school-head', 'managing-body-leader', 'province-leader'] as const satisfies readonly Role[]

/** Who heads the unit today, with the office as its papers print it; of several the one who has been longest. */
export async function findHead(db: Queryable, unitId: UnitId): Promise<Signer | null> {
  const [row] = await db
    .select({ name: people.fullName, office: memberships.office })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.unitId, unitId), inArray(memberships.role, [...heads]), isNull(memberships.endedAt)))
    .orderBy(memberships.createdAt, desc(memberships.id))
    .limit(1)
  return row ? { name: row.name, capacity: (row.office ?? '').toLocaleUpperCase('vi') } : null
}
