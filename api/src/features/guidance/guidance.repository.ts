import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { GuidanceNoteId, GuidanceSave, IndicatorSetId, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { guidanceNotes, guidanceVersions } from './guidance.tables.ts'

const files = sql<number>`(select count(*)::int from guidance_attachments files
  where files.note_id = ${guidanceNotes.id} and files.removed_at is null)`

const withAuthor = (db: Queryable) =>
  db
    .select({ ...getTableColumns(guidanceNotes), author: unitSummaryColumns, authorPath: units.path, files })
    .from(guidanceNotes)
    .innerJoin(units, eq(units.id, guidanceNotes.authorUnitId))

/** A note with its author and how many files it has. */
export type NoteRow = Awaited<ReturnType<typeof withAuthor>>[number]

export async function find(db: Queryable, id: GuidanceNoteId): Promise<NoteRow | undefined> {
  const [row] = await withAuthor(db).where(eq(guidanceNotes.id, id))
  return row
}

/** What the superiors of a place say on a set, and the place itself: the highest first, by criterion. */
export const listAbove = (db: Queryable, id: IndicatorSetId, path: string): Promise<NoteRow[]> =>
  withAuthor(db)
    .where(and(eq(guidanceNotes.indicatorSetId, id), sql`${units.path} @> ${path}::ltree`))
    .orderBy(sql`nlevel(${units.path})`, sql`string_to_array(${guidanceNotes.criterionCode}, '.')::int[]`)

/** The note of a unit on a criterion, held until the transaction ends. */
export async function lockOf(tx: Tx, set: IndicatorSetId, author: UnitId, criterion: string) {
  const { indicatorSetId, authorUnitId, criterionCode } = guidanceNotes
  const [row] = await tx
    .select({ id: guidanceNotes.id, version: guidanceNotes.version })
    .from(guidanceNotes)
    .where(and(eq(indicatorSetId, set), eq(authorUnitId, author), eq(criterionCode, criterion)))
    .for('update')
  return row
}

/** Holds a note until the transaction ends. */
export async function lock(tx: Tx, id: GuidanceNoteId): Promise<NoteRow | undefined> {
  await tx.select({ id: guidanceNotes.id }).from(guidanceNotes).where(eq(guidanceNotes.id, id)).for('update')
  return find(tx, id)
}

const signed = (actor: Actor, { version, text, examples }: GuidanceSave) => ({
  version: version + 1,
  ...{ text, examples },
  savedAt: sql`now()`,
  savedBy: actor.name,
  savedById: actorId(actor),
})

type Place = { set: IndicatorSetId; criterion: string }

/** A first note. Of two at once the second breaks `guidance_notes_one`. */
export async function insert(tx: Tx, actor: Actor, { set, criterion }: Place, save: GuidanceSave) {
  const place = { indicatorSetId: set, criterionCode: criterion, authorUnitId: actor.unitId }
  const { id } = one(
    await tx
      .insert(guidanceNotes)
      .values({ ...place, ...signed(actor, save) })
      .returning({ id: guidanceNotes.id }),
  )
  await keep(tx, id)
  return id
}

export async function update(tx: Tx, actor: Actor, id: GuidanceNoteId, save: GuidanceSave) {
  await tx.update(guidanceNotes).set(signed(actor, save)).where(eq(guidanceNotes.id, id))
  await keep(tx, id)
}

/** Keeps the note as it stands now as one of its versions. */
const keep = (tx: Tx, id: GuidanceNoteId) =>
  tx.execute(sql`insert into guidance_versions (note_id, version, text, examples, saved_at, saved_by, saved_by_id)
    select id, version, text, examples, saved_at, saved_by, saved_by_id from guidance_notes where id = ${id}`)

/** The newest first. */
export const listVersions = (db: Queryable, id: GuidanceNoteId) =>
  db.select().from(guidanceVersions).where(eq(guidanceVersions.noteId, id)).orderBy(desc(guidanceVersions.version))
