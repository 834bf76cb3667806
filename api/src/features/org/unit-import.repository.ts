import { eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { UnitContact, UnitId, UnitSite } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { unitCodes, units } from './org.tables.ts'
import type { UnitRow } from './org.repository.ts'

const parents = alias(units, 'parents')

/** Keys as one parameter: thousands of them would be thousands of parameters. */
const keyArray = (keys: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`

/** Whose code each of these is or was, by the code in small letters. */
export async function codeHolders(db: Queryable, keys: readonly string[]) {
  const rows = await db
    .select({
      key: unitCodes.key,
      isCurrent: sql<boolean>`${unitCodes.key} = lower(${units.code})`,
      unit: units,
      parent: { id: parents.id, code: parents.code, name: parents.name, type: parents.type },
    })
    .from(unitCodes)
    .innerJoin(units, eq(units.id, unitCodes.unitId))
    .leftJoin(parents, eq(parents.id, units.parentId))
    .where(sql`${unitCodes.key} = any(${keyArray(keys)})`)
  return new Map(rows.map((row) => [row.key, row]))
}
export type CodeHolder = Awaited<ReturnType<typeof codeHolders>> extends Map<string, infer Holder> ? Holder : never

/** A unit as it will stand; its path follows from its parent. */
export type UnitValues = Pick<UnitRow, 'id' | 'parentId' | 'path' | 'code' | 'name' | 'type' | 'ownership'> &
  UnitContact

const columns = sql.raw(`id uuid, "parentId" uuid, path text, code text, name text, type text, ownership text,
  address text, phone text, email text, website text`)

/** Rows that one statement writes: its text is in memory several times while it is sent. */
const portion = 500

/** Units of one tier: their parents are there. */
export async function insertUnits(tx: Tx, values: readonly UnitValues[]) {
  for (let from = 0; from < values.length; from += portion)
    await tx.execute(sql`
      insert into units (id, parent_id, path, code, name, type, ownership, address, phone, email, website)
      select id, "parentId", path::ltree, code, name, type, ownership, address, phone, email, website
      from jsonb_to_recordset(${JSON.stringify(values.slice(from, from + portion))}::jsonb) as given (${columns})`)
}

export async function updateUnits(tx: Tx, values: readonly UnitValues[]) {
  await tx.execute(sql`
    update units set code = given.code, name = given.name, type = given.type, ownership = given.ownership,
      address = given.address, phone = given.phone, email = given.email, website = given.website,
      version = units.version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as given (${columns})
    where units.id = given.id`)
}

/** The sites of these units in place of those they had. */
export async function replaceSitesOf(tx: Tx, sites: ReadonlyMap<UnitId, readonly UnitSite[]>) {
  const rows = [...sites].flatMap(([unitId, list]) => list.map((site, position) => ({ ...site, unitId, position })))
  await tx.execute(sql`delete from unit_sites where unit_id = any(
    array(select value::uuid from jsonb_array_elements_text(${JSON.stringify([...sites.keys()])}::jsonb)))`)
  await tx.execute(sql`
    insert into unit_sites (unit_id, position, name, address, main)
    select "unitId", position, name, address, main from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given ("unitId" uuid, position integer, name text, address text, main boolean)`)
}

/** Codes that units had before anything was recorded here. */
export async function insertFormerCodes(tx: Tx, codes: readonly { unitId: UnitId; code: string }[]) {
  await tx.execute(sql`
    insert into unit_codes (key, unit_id, code, since)
    select lower(code), "unitId", code, null from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb)
      as given ("unitId" uuid, code text)`)
}
