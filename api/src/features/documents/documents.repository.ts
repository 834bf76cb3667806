import { and, desc, eq, exists, max, sql } from 'drizzle-orm'
import type { DocumentId, OfficialDocumentKind, DocumentType, UnitId } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { unitSummaryColumns, units } from '../org/index.ts'
import { documents } from './documents.tables.ts'
import { sentPapers } from './sent-papers.tables.ts'

export type NewDocument = typeof documents.$inferInsert
export type DocumentRow = Awaited<ReturnType<typeof listVersions>>[number]
type Subject = { kinds: readonly OfficialDocumentKind[]; subjectIds: readonly string[] }

const columns = {
  id: documents.id,
  kind: documents.kind,
  subjectId: documents.subjectId,
  version: documents.version,
  contentSha256: documents.contentSha256,
  templateId: documents.templateId,
  symbol: documents.symbol,
  number: documents.number,
  signedOn: documents.signedOn,
  fileName: documents.fileName,
  docxId: documents.docxId,
  pdfId: documents.pdfId,
  madeAt: documents.madeAt,
  madeBy: documents.madeBy,
}
/** Whether it went with a file. */
const wasSent = (db: Queryable) =>
  sql<boolean>`${exists(
    db
      .select({ one: sql`1` })
      .from(sentPapers)
      .where(eq(sentPapers.documentId, documents.id)),
  )}`
const select = (db: Queryable) =>
  db
    .select({ ...columns, issuer: unitSummaryColumns, issuerPath: units.path, sent: wasSent(db) })
    .from(documents)
    .innerJoin(units, eq(units.id, documents.issuerId))

/** Every version of these documents of these things, the newest first. */
export const listVersions = (db: Queryable, { kinds, subjectIds }: Subject) =>
  versions(db, { kinds: [...kinds], subjectIds: [...subjectIds] })
const versions = steady((db) =>
  select(db)
    .where(and(amongst(documents.subjectId, 'subjectIds', 'uuid'), amongst(documents.kind, 'kinds', 'text')))
    .orderBy(documents.kind, desc(documents.version), desc(documents.madeAt)),
)

export async function findDocument(db: Queryable, id: DocumentId): Promise<DocumentRow | undefined> {
  const [row] = await select(db).where(eq(documents.id, id))
  return row
}

/** One row of numbers: of a unit, a type and a year. */
export type Register = { issuerId: UnitId; type: DocumentType; year: number }
/** Whoever enters something in a register holds it until that is written. */
export const lockRegister = (tx: Tx, { issuerId, type, year }: Register) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`register ${issuerId} ${type} ${year}`}, 0))`)

/** The next number of a register: its numbers may have gaps, as offices leave them. */
export async function nextNumber(tx: Tx, register: Register) {
  const [row] = await tx
    .select({ last: max(documents.number) })
    .from(documents)
    .where(
      and(
        eq(documents.issuerId, register.issuerId),
        eq(documents.register, register.type),
        eq(documents.registerYear, register.year),
      ),
    )
  return (row?.last ?? 0) + 1
}

export async function insertDocument(tx: Tx, values: NewDocument): Promise<DocumentRow> {
  const { id } = one(await tx.insert(documents).values(values).returning({ id: documents.id }))
  const row = await findDocument(tx, id)
  if (!row) throw new Error('A document that was just written is there')
  return row
}
