import type { GuidanceNoteId, IndicatorSetId, ProblemCode, UnitId } from '@thuoc/shared'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** What a note says, who saved it and when: of the note as of each of its versions. */
const content = () => ({
  version: integer().notNull(),
  text: text().notNull(),
  examples: text().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

export const guidanceNotes = pgTable('guidance_notes', {
  id: primaryId<GuidanceNoteId>(),
  indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
  criterionCode: text('criterion_code').notNull(),
  authorUnitId: reference<UnitId>('author_unit_id').notNull(),
  ...content(),
})

export const guidanceVersions = pgTable(
  'guidance_versions',
  { noteId: reference<GuidanceNoteId>('note_id').notNull(), ...content() },
  (table) => [primaryKey({ columns: [table.noteId, table.version] })],
)

export const guidanceAttachments = pgTable(
  'guidance_attachments',
  {
    noteId: reference<GuidanceNoteId>('note_id').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    removedAt: instant('removed_at'),
    removedBy: text('removed_by'),
    removedById: uuid('removed_by_id'),
  },
  (table) => [primaryKey({ columns: [table.noteId, table.attachmentId] })],
)

/** What the user is told when the database says no: of two first notes at once the second. */
export const guidanceConstraints = { guidance_notes_one: 'guidance.stale' } satisfies Record<string, ProblemCode>
