import { and, asc, desc, eq, getTableColumns, sql, type SQL } from 'drizzle-orm'
import {
  indicatorSetDefinition,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type UnitId,
  type UnitType,
  type Verification,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { units } from '../org/index.ts'
import { nextVersion } from './codes.repository.ts'
import { indicatorSets } from './catalogues.tables.ts'

const columns = { ...getTableColumns(indicatorSets), ownerPath: units.path, ownerName: units.name }
const withOwner = (db: Queryable) =>
  db.select(columns).from(indicatorSets).innerJoin(units, eq(units.id, indicatorSets.ownerUnitId))

/** A set with the place of its owner. */
export type SetRow = typeof indicatorSets.$inferSelect & { ownerPath: string; ownerName: string }

export async function find(db: Queryable, id: IndicatorSetId): Promise<SetRow | undefined> {
  const [row] = await withOwner(db).where(eq(indicatorSets.id, id))
  return row
}

/** Holds the set until the transaction ends. */
export async function lock(tx: Tx, id: IndicatorSetId): Promise<SetRow | undefined> {
  const [row] = await withOwner(tx).where(eq(indicatorSets.id, id)).for('no key update', { of: indicatorSets })
  return row
}

/** `canSee` of the policy in SQL: the owner of a published set stands above or below the actor. */
function visibleSets(actor: Actor, isWriter: boolean): SQL {
  const place = sql`${actor.unitPath}::ltree`
  const drafts = isWriter ? eq(indicatorSets.ownerUnitId, actor.unitId) : sql`false`
  return sql`case ${indicatorSets.status} when 'draft' then ${drafts} else ${units.path} @> ${place} or ${units.path} <@ ${place} end`
}

/** `isWriter`: whether the actor sees the drafts of the own unit. */
export type SetScope = { isWriter: boolean; after: SetKey | null; limit: number }
export type SetFilters = {
  q?: string | undefined
  status?: SetRow['status'] | undefined
  unitType?: UnitType | undefined
}
/** Sort key of the list: two owners may use one code, where neither sees the other's set. */
export const setKey = z.tuple([z.string(), z.int(), z.uuid()])
export type SetKey = z.infer<typeof setKey>

/** Sets by code, the newest version first; one more than `limit`, to see whether there are more. */
export function list(
  db: Queryable,
  actor: Actor,
  { q = '', status, unitType }: SetFilters,
  { isWriter, after, limit }: SetScope,
): Promise<SetRow[]> {
  const { code, title, version, id, definition } = indicatorSets
  return withOwner(db)
    .where(
      and(
        visibleSets(actor, isWriter),
        ...likeWords(q).map((word) => sql`unaccented(${code} || ' ' || ${title}) like unaccented(${word})`),
        status && eq(indicatorSets.status, status),
        unitType && sql`${definition} -> 'appliesTo' ? ${unitType}`,
        after ? sql`(${code}, -${version}, ${id}) > (${after[0]}, -(${after[1]}::int), ${after[2]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(code), desc(version), asc(id))
    .limit(limit + 1)
}

/** The newest published version of a code that one unit owns. */
export async function findPublished(db: Queryable, owner: UnitId, code: string): Promise<IndicatorSetId | null> {
  const [row] = await db
    .select({ id: indicatorSets.id })
    .from(indicatorSets)
    .where(
      and(eq(indicatorSets.ownerUnitId, owner), eq(indicatorSets.code, code), eq(indicatorSets.status, 'published')),
    )
    .orderBy(desc(indicatorSets.version))
    .limit(1)
  return row?.id ?? null
}

const valuesOf = (definition: IndicatorSetDefinition) => ({
  code: definition.code,
  title: definition.title,
  sample: definition.sample,
  definition: z.encode(indicatorSetDefinition, definition),
})

/** @param derivedFromId the set it was made from */
export async function insert(
  tx: Tx,
  actor: Actor,
  definition: IndicatorSetDefinition,
  derivedFromId: IndicatorSetId | null,
): Promise<IndicatorSetId> {
  const values = { ...valuesOf(definition), ownerUnitId: actor.unitId, createdBy: actor.name, derivedFromId }
  const { id } = one(
    await tx
      .insert(indicatorSets)
      .values({ ...values, version: nextVersion(actor.unitId, definition.code) })
      .returning({ id: indicatorSets.id }),
  )
  return id
}

export async function replace(tx: Tx, set: SetRow, definition: IndicatorSetDefinition) {
  const version = definition.code === set.code ? set.version : nextVersion(set.ownerUnitId, definition.code)
  await tx
    .update(indicatorSets)
    .set({ ...valuesOf(definition), version, revision: sql`${indicatorSets.revision} + 1` })
    .where(eq(indicatorSets.id, set.id))
}

/** @param publishedAt by the clock of the application: a plan may want a derived set by a last day */
export async function publish(tx: Tx, actor: Actor, id: IndicatorSetId, publishedAt: Date) {
  await tx
    .update(indicatorSets)
    .set({ status: 'published', publishedAt, publishedBy: actor.name })
    .where(eq(indicatorSets.id, id))
}

export async function verify(tx: Tx, actor: Actor, id: IndicatorSetId, verification: Verification, at: Date) {
  const { checkedBy, checkedOn, against, doubts } = verification
  await tx
    .update(indicatorSets)
    .set({
      verifiedBy: checkedBy,
      verifiedOn: checkedOn,
      verifiedAgainst: against,
      verificationDoubts: doubts,
      verificationRecordedAt: at,
      verificationRecordedBy: actor.name,
    })
    .where(eq(indicatorSets.id, id))
}

export async function setSignedText(tx: Tx, id: IndicatorSetId, signedTextId: string) {
  await tx.update(indicatorSets).set({ signedTextId }).where(eq(indicatorSets.id, id))
}

export async function remove(tx: Tx, id: IndicatorSetId) {
  await tx.delete(indicatorSets).where(eq(indicatorSets.id, id))
}
