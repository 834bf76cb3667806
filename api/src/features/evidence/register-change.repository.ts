import { inArray, sql } from 'drizzle-orm'
import type { CampaignUnitId, EvidenceCodeParts, EvidenceId, PieceId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import type { EvidenceRow } from './evidence.repository.ts'
import { evidenceEvents, evidenceFormerNumbers } from './evidence.tables.ts'
import type { PieceRow } from './pieces.repository.ts'
import { evidencePieceEvents, evidenceReliedOn } from './pieces.tables.ts'

/** The number that a row has stays its own when it is given another one. */
export async function keepNumbers(tx: Tx, rows: readonly EvidenceRow[]) {
  if (rows.length === 0) return
  const kept = rows.map(({ id: evidenceId, campaignUnitId, criterionCode, number }) => ({
    ...{ evidenceId, campaignUnitId, criterionCode, number },
  }))
  await tx.insert(evidenceFormerNumbers).values(kept).onConflictDoNothing()
}

type Recoded = { row: EvidenceRow; code: EvidenceCodeParts }
/** Gives rows their code and box, all in one statement. */
export async function recode(tx: Tx, rows: readonly Recoded[]) {
  if (rows.length === 0) return
  const given = rows.map(({ row: { id }, code: { criterion, number, box } }) => ({ id, criterion, number, box }))
  await tx.execute(sql`update evidence set criterion_code = given.criterion, number = given.number, box = given.box
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id uuid, criterion text, number int, box int)
    where evidence.id = given.id`)
}

export type Described = {
  pieceId: PieceId
  about: Pick<PieceRow, 'documentKind' | 'documentNumber' | 'issuedOn' | 'issuer'>
}
export async function describe(tx: Tx, rows: readonly Described[]) {
  if (rows.length === 0) return
  const given = rows.map(({ pieceId, about: { documentKind, documentNumber, issuedOn, issuer } }) => ({
    ...{ id: pieceId, issuer },
    ...{ document_kind: documentKind, document_number: documentNumber, issued_on: issuedOn },
  }))
  await tx.execute(sql`update evidence_pieces set document_kind = given.document_kind,
      document_number = given.document_number, issued_on = given.issued_on, issuer = given.issuer, version = version + 1
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (id uuid, document_kind text, document_number text, issued_on date, issuer text)
    where evidence_pieces.id = given.id`)
}

/** Every number of these criteria that some row of the register has or had, removed or not. */
export async function numbersOf(tx: Tx, id: CampaignUnitId, criteria: readonly string[]) {
  if (criteria.length === 0) return []
  const wanted = sql`${sql.param([...new Set(criteria)])}::text[]`
  const { rows } = await tx.execute<{ criterion: string; number: number; evidenceId: EvidenceId }>(sql`
    select criterion_code as criterion, number, id as "evidenceId" from evidence
      where campaign_unit_id = ${id} and criterion_code = any(${wanted})
    union select criterion_code, number, evidence_id from evidence_former_numbers
      where campaign_unit_id = ${id} and criterion_code = any(${wanted})`)
  return rows
}

/** Which of these a file relies on that the school cannot change now. */
export async function reliedOn(tx: Tx, ids: readonly PieceId[]): Promise<Set<PieceId>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ id: evidenceReliedOn.pieceId })
    .from(evidenceReliedOn)
    .where(inArray(evidenceReliedOn.pieceId, [...ids]))
  return new Set(rows.map(({ id }) => id))
}

type Signed = { at: Date; actorId: string; actorName: string }
type Happened = { row: EvidenceRow; action: 'described' | 'boxed' | 'recoded'; detail: Record<string, string> }
/** Keeps who did it: codes and boxes with the register, descriptions with the piece. */
export async function record(tx: Tx, signed: Signed, events: readonly Happened[]) {
  const ofRegister = events.map(({ row, action, detail }) => ({
    ...{ ...signed, evidenceId: row.id, action, title: row.piece.title, detail },
  }))
  const ofPieces = events
    .filter(({ action }) => action === 'described')
    .map(({ row }) => ({
      ...{ ...signed, pieceId: row.pieceId, action: 'described' as const, detail: { title: row.piece.title } },
    }))
  if (ofRegister.length > 0) await tx.insert(evidenceEvents).values(ofRegister)
  if (ofPieces.length > 0) await tx.insert(evidencePieceEvents).values(ofPieces)
}
