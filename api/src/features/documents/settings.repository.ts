import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DocumentSettingsOrder, Role, UnitId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { memberships, people } from '../identity/index.ts'
import { findUnitOn, units } from '../org/index.ts'
import { documentSettings } from './documents.tables.ts'
import type { Signer } from './source.ts'

export type SettingsRow = typeof documentSettings.$inferSelect
/** A unit as its papers head it. */
export type OfficeRow = { id: UnitId; name: string; path: string; parentName: string | null }

const parent = alias(units, 'parent')

/** @param day as it was called and stood then; null: as it is today */
export async function findOffice(db: Queryable, id: UnitId, day: string | null = null): Promise<OfficeRow | undefined> {
  const [[row], then] = await Promise.all([standing(db, { id }), day === null ? undefined : findUnitOn(db, id, day)])
  if (!row) return undefined
  const { above, ...office } = { ...row, ...then }
  // The root of the tree is no office.
  return { ...office, parentName: above === 'system' ? null : office.parentName }
}

const standing = steady((db) =>
  db
    .select({ id: units.id, name: units.name, path: units.path, parentName: parent.name, above: parent.type })
    .from(units)
    .leftJoin(parent, eq(parent.id, units.parentId))
    .where(eq(units.id, sql.placeholder('id'))),
)

export async function findSettings(db: Queryable, unitId: UnitId): Promise<SettingsRow | null> {
  const [row] = await settingsOf(db, { unitId })
  return row ?? null
}
const settingsOf = steady((db) =>
  db
    .select()
    .from(documentSettings)
    .where(eq(documentSettings.unitId, sql.placeholder('unitId'))),
)

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

const { createdAt, endedAt } = memberships
/** The end of the day that is asked for, or this moment. */
const on = sql`coalesce((${sql.placeholder('day')}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', now())`
const headOn = steady((db) =>
  db
    .select({ name: people.fullName, office: memberships.office })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.unitId, sql.placeholder('unitId')),
        inArray(memberships.role, [...heads]),
        sql`(${endedAt} is null or ${createdAt} < ${on} and ${endedAt} >= ${on})`,
      ),
    )
    .orderBy(sql`${createdAt} < ${on} desc`, createdAt, desc(memberships.id))
    .limit(1),
)
const heads = ['school-head', 'managing-body-leader', 'province-leader'] as const satisfies readonly Role[]

/**
 * Who heads the unit, with the office as its papers print it: who did so on the day, else who does today; of several
 * the one who has been longest.
 */
export async function findHead(db: Queryable, unitId: UnitId, day: string | null): Promise<Signer | null> {
  const [row] = await headOn(db, { unitId, day })
  return row ? { name: row.name, capacity: (row.office ?? '').toLocaleUpperCase('vi') } : null
}
