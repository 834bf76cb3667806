import { asc, inArray, or, sql, type SQL } from 'drizzle-orm'
import { tierOf, unitTypes, type PlacedUnit, type Tier, type UnitId, type UnitSteps } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { units } from './org.tables.ts'

/** A unit of the tree as the rules see it, with what the service needs beside. */
export type TreeUnit = PlacedUnit & { path: string; version: number }

/** An id array as one parameter: thousands of ids would be thousands of parameters. */
const idArray = (ids: readonly UnitId[]) => sql`${`{${ids.join(',')}}`}::uuid[]`
const among = (ids: readonly UnitId[]) => sql`any(${idArray(ids)})`
const typesOf = (tier: Tier) => unitTypes.filter((type) => tierOf[type] === tier)

/** Named units, everything that stands under one of them, and nothing else. Schools have nothing under them. */
const touched = (ids: readonly UnitId[]): SQL =>
  sql`(${units.id} = ${among(ids)} or ${units.path} <@ any(array(
    select path from units top where top.id = ${among(ids)} and top.type in ('system', 'province', 'district-office',
      'commune-office'))))`

/** One at a time: whoever changes the tree waits here for the one who is at it. Ends with the transaction. */
export const lockTree = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('thuoc unit tree'))`)

/** Holds these units and all under them until the transaction ends, in one order. */
export async function lockTouched(tx: Tx, ids: readonly UnitId[]) {
  await tx.select({ id: units.id }).from(units).where(touched(ids)).orderBy(asc(units.id)).for('no key update')
}

/**
 * The named units with their superiors, and everything under `tops`.
 * `placeSince`: the day after the last on which the unit stood elsewhere or was closed; else its first day.
 * `leftSince`: the day after the last on which a unit stood below that stands there no more, or stands there closed.
 */
export function loadTree(db: Queryable, named: readonly UnitId[], tops: readonly UnitId[]): Promise<TreeUnit[]> {
  const above = sql`any(array(select distinct word::uuid from units one,
    unnest(string_to_array(ltree2text(one.path), '.')) word where one.id = ${among(named)}))`
  return db
    .select({
      id: units.id,
      code: units.code,
      name: units.name,
      type: units.type,
      ownership: units.ownership,
      parentId: units.parentId,
      path: units.path,
      version: units.version,
      closed: sql<boolean>`${units.closedOn} is not null`,
      // Named in words: of a query on one table alone drizzle leaves the table's name away, and `id` would be another's.
      since: sql<string | null>`(select current.valid_from::text from unit_versions current
        where current.unit_id = units.id and current.valid_to is null)`,
      placeSince: sql<string | null>`coalesce(
        (select max(old.valid_to)::text from unit_versions old
          where old.unit_id = units.id and old.valid_to is not null and (old.closed or old.path <> units.path)),
        (select first.valid_from::text from unit_versions first where first.unit_id = units.id
          order by first.valid_from nulls first limit 1))`,
      leftSince: sql<string | null>`(select max(left_it.valid_to)::text from unit_versions left_it
        where left_it.parent_id = units.id and not left_it.closed and left_it.valid_to is not null)`,
    })
    .from(units)
    .where(or(sql`${units.id} = ${above}`, tops.length > 0 ? touched(tops) : undefined))
}

const rowsOf = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`

/**
 * Ends the present version of each unit with the day before and begins the next, as yet alike. Where one begins on that
 * very day already, it is the one that will be changed.
 */
async function beginVersions(tx: Tx, ids: readonly UnitId[], changeId: string, day: string) {
  await tx.execute(sql`
    with ended as (
      update unit_versions set valid_to = ${day}::date
      where unit_id = ${among(ids)} and valid_to is null and (valid_from is null or valid_from < ${day}::date)
      returning *)
    insert into unit_versions (unit_id, valid_from, code, name, type, ownership, parent_id, path, closed)
    select unit_id, ${day}::date, code, name, type, ownership, parent_id, path, closed from ended`)
  await tx.execute(sql`update unit_versions set change_id = ${changeId}::uuid
    where unit_id = ${among(ids)} and valid_to is null`)
}

/** The database places them under their superiors; those come first. */
async function found(tx: Tx, rows: UnitSteps['found'], changeId: string, day: string) {
  for (const tier of ['province', 'managing-body', 'school'] as const) {
    const those = rows.filter(({ type }) => tierOf[type] === tier)
    if (those.length === 0) continue
    await tx.execute(sql`insert into units (id, parent_id, code, name, type, ownership)
      select id, "parentId", code, name, type, ownership from jsonb_to_recordset(${rowsOf(those)})
        as one (id uuid, "parentId" uuid, code text, name text, type text, ownership text)`)
  }
  await tx.execute(sql`update unit_versions set valid_from = ${day}::date, change_id = ${changeId}::uuid
    where unit_id = ${among(rows.map(({ id }) => id))} and valid_to is null`)
}

const rename = (tx: Tx, rows: UnitSteps['rename']) =>
  tx.execute(sql`update units set code = one.code, name = one.name, type = one.type, ownership = one.ownership,
      version = units.version + 1, updated_at = now()
    from jsonb_to_recordset(${rowsOf(rows)}) as one (id uuid, code text, name text, type text, ownership text)
    where units.id = one.id`)

/** What stands under a moved unit follows. Lower tiers go first: where they go may itself go somewhere after. */
async function move(tx: Tx, rows: UnitSteps['move']) {
  for (const tier of ['school', 'managing-body', 'province'] as const) {
    const types = sql.join(
      typesOf(tier).map((type) => sql`${type}`),
      sql`, `,
    )
    // A planner that meets thousands of subtrees reads the whole table for each; schools have none.
    const under = tier === 'school' ? sql`follower.id = moved.id` : sql`follower.path <@ moved.path`
    await tx.execute(sql`
      with moved as materialized (
        select one.id, units.path, goal.id as goal_id, goal.path as goal
        from jsonb_to_recordset(${rowsOf(rows)}) as one (id uuid, "parentId" uuid)
        join units on units.id = one.id and units.type in (${types})
        join units goal on goal.id = one."parentId")
      update units follower
      set path = moved.goal || subpath(follower.path, nlevel(moved.path) - 1),
        parent_id = case when follower.id = moved.id then moved.goal_id else follower.parent_id end,
        version = follower.version + case when follower.id = moved.id then 1 else 0 end,
        updated_at = now()
      from moved where ${under}`)
  }
}

const close = (tx: Tx, ids: readonly UnitId[], day: string) =>
  tx.execute(sql`update units set closed_on = ${day}::date, version = version + 1, updated_at = now()
    where id = ${among(ids)}`)

const reopen = (tx: Tx, ids: readonly UnitId[]) =>
  tx.execute(sql`update units set closed_on = null, version = version + 1, updated_at = now() where id = ${among(ids)}`)

/**
 * Takes steps that the rules allow, on units that are held. The versions are kept in step.
 * @param touchedIds every unit that exists and changes or follows
 */
export async function takeSteps(
  tx: Tx,
  steps: UnitSteps,
  touchedIds: readonly UnitId[],
  { changeId, day }: { changeId: string; day: string },
) {
  if (steps.found.length > 0) await found(tx, steps.found, changeId, day)
  if (touchedIds.length > 0) await beginVersions(tx, touchedIds, changeId, day)
  if (steps.rename.length > 0) await rename(tx, steps.rename)
  if (steps.reopen.length > 0)
    await reopen(
      tx,
      steps.reopen.map(({ id }) => id),
    )
  const moves = [...steps.move, ...steps.reopen]
  if (moves.length > 0) await move(tx, moves)
  if (steps.close.length > 0) await close(tx, steps.close, day)
  // What the database says no to, it says now and not at the end, where a rehearsal never arrives.
  await tx.execute(sql`set constraints all immediate`)
}

/** Ids of the open units directly under each of these. */
export async function openChildren(db: Queryable, ids: readonly UnitId[]): Promise<{ id: UnitId; parentId: UnitId }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: units.id, parentId: units.parentId })
    .from(units)
    .where(sql`${inArray(units.parentId, [...ids])} and ${units.closedOn} is null`)
    .orderBy(asc(units.id))
  return rows.flatMap(({ id, parentId }) => (parentId === null ? [] : [{ id, parentId }]))
}
