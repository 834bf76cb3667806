import type { CampaignUnitId, EvidenceId, EvidenceRequestId, PieceId, ProblemCode } from '@thuoc/shared'
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** The place of a piece in the register of one file, with the code it has there. */
export const evidence = pgTable('evidence', {
  id: primaryId<EvidenceId>(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
  /** The first criterion that used it: part of its code, for good. */
  criterionCode: text('criterion_code').notNull(),
  number: integer().notNull(),
  pieceId: reference<PieceId>('piece_id').notNull(),
  /** In accreditation part of the code: `H1`. */
  box: integer().notNull().default(1),
  addedAt: instant('added_at').notNull().defaultNow(),
  addedBy: text('added_by').notNull(),
  addedById: uuid('added_by_id').notNull(),
  removedAt: instant('removed_at'),
})

export const evidenceCriteria = pgTable(
  'evidence_criteria',
  {
    evidenceId: reference<EvidenceId>('evidence_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    /** For which request of the external team, or objection of the school, it was added; null: it stood there when the file was sent. */
    requestId: reference<EvidenceRequestId>('request_id'),
  },
  (table) => [primaryKey({ name: 'evidence_criteria_once', columns: [table.evidenceId, table.criterionCode] })],
)

/** Numbers that a row of a register had before it was given another one: they are nobody else's. */
export const evidenceFormerNumbers = pgTable(
  'evidence_former_numbers',
  {
    campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    number: integer().notNull(),
    evidenceId: reference<EvidenceId>('evidence_id').notNull(),
  },
  ({ campaignUnitId, criterionCode, number }) => [
    primaryKey({ name: 'evidence_former_number', columns: [campaignUnitId, criterionCode, number] }),
  ],
)

const evidenceActions = ['added', 'renamed', 'linked', 'unlinked', 'restored', 'described', 'boxed', 'recoded'] as const
export const evidenceEvents = pgTable('evidence_events', {
  id: primaryId<string>(),
  evidenceId: reference<EvidenceId>('evidence_id').notNull(),
  action: text({ enum: evidenceActions }).notNull(),
  criterionCode: text('criterion_code'),
  /** As it stood afterwards. */
  title: text().notNull(),
  /** Of a code or a box: what it was and what it became. */
  detail: jsonb().$type<Record<string, string>>().notNull().default({}),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const evidenceConstraints = {
  evidence_criteria_once: 'evidence.already-linked',
  evidence_number: 'evidence.code-taken',
} satisfies Record<string, ProblemCode>
