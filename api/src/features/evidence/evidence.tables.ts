import type { CampaignUnitId, EvidenceId, PieceId, ProblemCode } from '@thuoc/shared'
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
  },
  (table) => [primaryKey({ name: 'evidence_criteria_once', columns: [table.evidenceId, table.criterionCode] })],
)

const evidenceActions = ['added', 'renamed', 'linked', 'unlinked', 'restored', 'described', 'boxed', 'recoded'] as const
export const evidenceEvents = pgTable('evidence_events', {
  id: primaryId<string>(),
  evidenceId: reference<EvidenceId>('evidence_id').notNull(),
  action: text({ enum: evidenceActions }).notNull(),
  criterionCode: text('criterion_code'),
  /** As it stood afterwards. */
  title: text().notNull(),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const evidenceConstraints = {
  evidence_criteria_once: 'evidence.already-linked',
} satisfies Record<string, ProblemCode>
