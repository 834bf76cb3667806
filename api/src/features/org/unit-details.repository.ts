import { asc, eq, sql } from 'drizzle-orm'
import type { UnitId, UnitSite } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { unitCodes, units, unitSites } from './org.tables.ts'

/** Thousands of ids as one parameter. */
const idArray = (ids: readonly UnitId[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

/** The sites of some units, in their order. */
export async function sitesOf(db: Queryable, ids: readonly UnitId[]): Promise<Map<UnitId, UnitSite[]>> {
  const rows = await db
    .select()
    .from(unitSites)
    .where(sql`${unitSites.unitId} = any(${idArray(ids)})`)
    .orderBy(asc(unitSites.unitId), asc(unitSites.position))
  const found = new Map<UnitId, UnitSite[]>()
  for (const { unitId, name, address, main } of rows)
    found.set(unitId, [...(found.get(unitId) ?? []), { name, address, main }])
  return found
}

/** The codes that some units had before, the oldest first. */
export async function formerCodesOf(db: Queryable, ids: readonly UnitId[]): Promise<Map<UnitId, string[]>> {
  const rows = await db
    .select({ unitId: unitCodes.unitId, code: unitCodes.code })
    .from(unitCodes)
    .innerJoin(units, eq(units.id, unitCodes.unitId))
    .where(sql`${unitCodes.unitId} = any(${idArray(ids)}) and ${unitCodes.key} <> lower(${units.code})`)
    .orderBy(sql`${unitCodes.since} nulls first`, asc(unitCodes.key))
  const found = new Map<UnitId, string[]>()
  for (const { unitId, code } of rows) found.set(unitId, [...(found.get(unitId) ?? []), code])
  return found
}

/** The sites of a unit in place of those it had. */
export async function replaceSites(tx: Tx, unitId: UnitId, sites: readonly UnitSite[]) {
  await tx.delete(unitSites).where(eq(unitSites.unitId, unitId))
  if (sites.length > 0)
    await tx.insert(unitSites).values(sites.map((site, position) => ({ ...site, unitId, position })))
}
