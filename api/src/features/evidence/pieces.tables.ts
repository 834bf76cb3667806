import {
  boxings,
  documentKinds,
  pieceKinds,
  scanStates,
  type CampaignUnitId,
  type EvidenceFileId,
  type PieceId,
  type ProblemCode,
  type UnitId,
} from '@thuoc/shared'
import { bigint, boolean, date, integer, jsonb, numeric, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** What a unit has collected in a school year, whether a register uses it or not. */
export const evidencePieces = pgTable('evidence_pieces', {
  id: primaryId<PieceId>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  schoolYear: text('school_year').notNull(),
  kind: text({ enum: pieceKinds }).notNull(),
  title: text().notNull(),
  note: text().notNull().default(''),
  documentKind: text('document_kind', { enum: documentKinds }),
  documentNumber: text('document_number'),
  issuedOn: date('issued_on'),
  issuer: text(),
  validFrom: date('valid_from'),
  validUntil: date('valid_until'),
  url: text(),
  linkState: text('link_state', { enum: ['up', 'down', 'refused'] }),
  linkFault: text('link_fault'),
  linkCheckedAt: instant('link_checked_at'),
  linkUpAt: instant('link_up_at'),
  /** Nights in a row on which it could not be opened. */
  linkFailures: integer('link_failures').notNull().default(0),
  /** As it was given, digit for digit: at most six decimals. */
  figureValue: numeric('figure_value', { mode: 'number' }),
  figureUnit: text('figure_unit'),
  figureSource: text('figure_source'),
  carriedFromId: reference<PieceId>('carried_from_id'),
  toRenew: boolean('to_renew').notNull().default(false),
  addedAt: instant('added_at').notNull(),
  addedBy: text('added_by').notNull(),
  addedById: uuid('added_by_id').notNull(),
  removedAt: instant('removed_at'),
  purgedAt: instant('purged_at'),
  version: integer().notNull().default(1),
})

export const evidenceFiles = pgTable('evidence_files', {
  id: primaryId<EvidenceFileId>(),
  pieceId: reference<PieceId>('piece_id').notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  /** Bytes. */
  size: bigint({ mode: 'number' }).notNull(),
  mediaType: text('media_type').notNull(),
  sha256: text().notNull(),
  storageKey: text('storage_key').notNull(),
  scan: text({ enum: scanStates }).notNull().default('unscanned'),
  scannedAt: instant('scanned_at'),
  threat: text(),
})

const pieceActions = [
  'added',
  'described',
  'files-added',
  'file-removed',
  'carried-over',
  'renewed',
  'removed',
  'restored',
  'purged',
  'infected',
] as const
export const evidencePieceEvents = pgTable('evidence_piece_events', {
  id: primaryId<string>(),
  pieceId: reference<PieceId>('piece_id').notNull(),
  action: text({ enum: pieceActions }).notNull(),
  detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  at: instant('at').notNull(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

export const evidenceSettings = pgTable('evidence_settings', {
  unitId: reference<UnitId>('unit_id').primaryKey(),
  boxes: text({ enum: boxings }).notNull().default('one'),
  firstBox: integer('first_box').notNull().default(1),
})

/** Pieces that a file relies on which the school cannot change now. */
export const evidenceReliedOn = pgView('evidence_relied_on', {
  pieceId: reference<PieceId>('piece_id').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
}).existing()

export const pieceConstraints = {
  evidence_pieces_document: 'piece.description-incomplete',
} satisfies Record<string, ProblemCode>
