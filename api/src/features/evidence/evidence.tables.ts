import { evidenceKinds, type CampaignUnitId, type EvidenceId, type ProblemCode } from '@thuoc/shared'
import { bigint, integer, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const evidence = pgTable('evidence', {
  id: primaryId<EvidenceId>(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
  /** The first criterion that used it: part of its code, for good. */
  criterionCode: text('criterion_code').notNull(),
  number: integer().notNull(),
  kind: text({ enum: evidenceKinds }).notNull(),
  title: text().notNull(),
  url: text(),
  fileName: text('file_name'),
  /** Bytes. */
  fileSize: bigint('file_size', { mode: 'number' }),
  mediaType: text('media_type'),
  sha256: text(),
  storageKey: text('storage_key'),
  /** As it was given, digit for digit: at most six decimals. */
  figureValue: numeric('figure_value', { mode: 'number' }),
  figureUnit: text('figure_unit'),
  figureSource: text('figure_source'),
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

export const evidenceEvents = pgTable('evidence_events', {
  id: primaryId<string>(),
  evidenceId: reference<EvidenceId>('evidence_id').notNull(),
  action: text({ enum: ['added', 'renamed', 'linked', 'unlinked', 'restored'] }).notNull(),
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
