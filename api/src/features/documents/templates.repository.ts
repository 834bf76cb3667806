import { and, eq, isNull, sql } from 'drizzle-orm'
import type { OfficialDocumentKind, UnitId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { unitSummaryColumns, units } from '../org/index.ts'
import { documentTemplates as templates } from './documents.tables.ts'

export type TemplateRow = Awaited<ReturnType<typeof templatesAbove>>[number]

/** Templates in use in a unit and the bodies above it, the nearest first. */
export const templatesAbove = (db: Queryable, unitPath: string) => above(db, { unitPath })

const above = steady((db) =>
  db
    .select({
      id: templates.id,
      kind: templates.kind,
      uploadedAt: templates.uploadedAt,
      unit: unitSummaryColumns,
      file: attachments,
    })
    .from(templates)
    .innerJoin(units, eq(units.id, templates.unitId))
    .innerJoin(attachments, eq(attachments.id, templates.attachmentId))
    .where(and(sql`${units.path} @> ${sql.placeholder('unitPath')}::ltree`, isNull(templates.retiredAt)))
    .orderBy(sql`nlevel(${units.path}) desc`),
)

/** The file of a template, given up or not. */
export async function findTemplateFile(db: Queryable, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await db
    .select({ file: attachments })
    .from(templates)
    .innerJoin(attachments, eq(attachments.id, templates.attachmentId))
    .where(eq(templates.id, id))
  return row?.file
}

/** What was in use in the unit is kept, and is not any more. */
export async function retireTemplate(tx: Tx, unitId: UnitId, kind: OfficialDocumentKind, at: Date) {
  await tx
    .update(templates)
    .set({ retiredAt: at })
    .where(and(eq(templates.unitId, unitId), eq(templates.kind, kind), isNull(templates.retiredAt)))
}

export async function insertTemplate(
  tx: Tx,
  unitId: UnitId,
  kind: OfficialDocumentKind,
  { id }: AttachmentRow,
  at: Date,
) {
  await tx.insert(templates).values({ unitId, kind, attachmentId: id, uploadedAt: at })
}
