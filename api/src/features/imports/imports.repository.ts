import { and, asc, desc, eq, getTableColumns, gt, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm'
import type { ImportAction, ImportId, ImportKindName } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { importChanges, importFaults, imports } from './imports.tables.ts'
import type { PlannedChange } from './kind.ts'

export type NewImport = Pick<
  typeof imports.$inferInsert,
  'id' | 'kind' | 'fileName' | 'fileSize' | 'sha256' | 'storageKey' | 'rowCount' | 'faultCount' | 'counts' | 'digest'
>
export type FaultRow = Omit<typeof importFaults.$inferSelect, 'importId'>
export type ImportRow = NonNullable<Awaited<ReturnType<typeof find>>>

const listed = (db: Queryable) =>
  db
    .select({ ...getTableColumns(imports), unitPath: units.path, unit: unitSummaryColumns })
    .from(imports)
    .innerJoin(units, eq(units.id, imports.unitId))

export async function find(db: Queryable, id: ImportId) {
  const [row] = await listed(db).where(eq(imports.id, id))
  return row
}

/** Holds the import until the transaction ends: of two that confirm at once the later one sees what the first did. */
export async function lock(tx: Tx, id: ImportId) {
  await tx.select({ id: imports.id }).from(imports).where(eq(imports.id, id)).for('update')
  return find(tx, id)
}

/** The newest first; one more than `limit`. */
export function list(
  db: Queryable,
  { unitPath }: Actor,
  kinds: readonly ImportKindName[],
  before: ImportId | null,
  limit: number,
) {
  return listed(db)
    .where(
      and(
        within(units.path, unitPath),
        inArray(imports.kind, [...kinds]),
        before === null ? undefined : lt(imports.id, before),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(limit + 1)
}

export async function insert(tx: Tx, actor: Actor, values: NewImport) {
  await tx
    .insert(imports)
    .values({ ...values, unitId: actor.unitId, checkedBy: actor.name, checkedById: actorId(actor) })
}

/** What a second look came to, in place of the first. */
export async function recheck(
  tx: Tx,
  actor: Actor,
  id: ImportId,
  values: Pick<NewImport, 'rowCount' | 'faultCount' | 'counts' | 'digest'>,
) {
  await tx
    .update(imports)
    .set({ ...values, checkedAt: sql`now()`, checkedBy: actor.name, checkedById: actorId(actor) })
    .where(eq(imports.id, id))
}

export async function markApplied(tx: Tx, actor: Actor, id: ImportId) {
  await tx
    .update(imports)
    .set({ status: 'applied', appliedAt: sql`now()`, appliedBy: actor.name, appliedById: actorId(actor) })
    .where(eq(imports.id, id))
}

/** Rows that one statement writes: its text is in memory several times while it is sent. */
const portion = 500

function* portionsOf<T>(rows: readonly T[]): Generator<(T & { position: number })[]> {
  for (let from = 0; from < rows.length; from += portion)
    yield rows.slice(from, from + portion).map((row, at) => ({ ...row, position: from + at }))
}

/** Faults and changes in place of those of before. */
export async function replaceFindings(
  tx: Tx,
  importId: ImportId,
  faults: readonly Omit<FaultRow, 'position'>[],
  changes: readonly PlannedChange[],
) {
  await tx.delete(importFaults).where(eq(importFaults.importId, importId))
  await tx.delete(importChanges).where(eq(importChanges.importId, importId))
  for (const found of portionsOf(faults))
    await tx.execute(sql`
      insert into import_faults (import_id, position, sheet, cell, rule, "values", message)
      select ${importId}::uuid, position, sheet, cell, rule, "values", message
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as found (position integer, sheet text, cell text, rule text, "values" jsonb, message text)`)
  for (const planned of portionsOf(changes))
    await tx.execute(sql`
      insert into import_changes (import_id, position, action, subject, label, sheet, "row", thing_id, fields)
      select ${importId}::uuid, position, action, subject, label, sheet, "row", "thingId", fields
      from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb)
        as planned (position integer, action text, subject text, label text, sheet text, "row" integer, "thingId" uuid,
          fields jsonb)`)
}

const contains = (text: SQL, q: string | undefined): SQL[] =>
  likeWords(q ?? '').map((word) => sql`unaccented(${text}) like unaccented(${word})`)

export type FaultFilters = { sheet?: string | undefined; q?: string | undefined }
export function listFaults(db: Queryable, id: ImportId, filters: FaultFilters, after: number, limit: number) {
  return db
    .select()
    .from(importFaults)
    .where(
      and(
        eq(importFaults.importId, id),
        gt(importFaults.position, after),
        filters.sheet === undefined ? undefined : eq(importFaults.sheet, filters.sheet),
        ...contains(sql`coalesce(${importFaults.cell}, '') || ' ' || ${importFaults.message}`, filters.q),
      ),
    )
    .orderBy(asc(importFaults.position))
    .limit(limit)
}

export type ChangeFilters = { action?: Exclude<ImportAction, 'unchanged'> | undefined; q?: string | undefined }
export function listChanges(db: Queryable, id: ImportId, filters: ChangeFilters, after: number, limit: number) {
  return db
    .select()
    .from(importChanges)
    .where(
      and(
        eq(importChanges.importId, id),
        gt(importChanges.position, after),
        filters.action && eq(importChanges.action, filters.action),
        ...contains(sql`${importChanges.label}`, filters.q),
      ),
    )
    .orderBy(asc(importChanges.position))
    .limit(limit)
}

export async function remove(tx: Tx, id: ImportId) {
  await tx.delete(imports).where(eq(imports.id, id))
}

/** Imports of before a moment whose file is still there. */
export const listOld = (db: Db, before: Date) =>
  db
    .select({ id: imports.id, status: imports.status, storageKey: imports.storageKey, checkedAt: imports.checkedAt })
    .from(imports)
    .where(and(lt(imports.checkedAt, before), isNotNull(imports.storageKey)))

/** The file is gone; the record stays. */
export async function forgetFile(tx: Tx, id: ImportId) {
  await tx.update(imports).set({ storageKey: null }).where(eq(imports.id, id))
}
