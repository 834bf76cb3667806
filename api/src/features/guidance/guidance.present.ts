import type { GuidanceNote } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { presentAttachment, type AttachmentRow } from '../catalogues/index.ts'
import { listFiles } from './guidance-files.repository.ts'
import { mayEdit } from './guidance.policy.ts'
import type { NoteRow } from './guidance.repository.ts'

const present = (actor: Actor, row: NoteRow, files: readonly AttachmentRow[]): GuidanceNote => ({
  id: row.id,
  indicatorSetId: row.indicatorSetId,
  criterion: row.criterionCode,
  author: row.author,
  text: row.text,
  examples: row.examples,
  attachments: files.map(presentAttachment),
  version: row.version,
  savedAt: row.savedAt.toISOString(),
  savedBy: row.savedBy,
  actions: mayEdit(actor, row) ? ['edit'] : [],
})

/** Notes with their files, in the order they come. */
export async function presentNotes(db: Queryable, actor: Actor, rows: readonly NoteRow[]): Promise<GuidanceNote[]> {
  const files = await listFiles(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => present(actor, row, files.get(row.id) ?? []))
}

export async function presentNote(db: Queryable, actor: Actor, row: NoteRow): Promise<GuidanceNote> {
  const files = await listFiles(db, [row.id])
  return present(actor, row, files.get(row.id) ?? [])
}
