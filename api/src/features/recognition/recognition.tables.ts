import {
  unitTypes,
  type answer,
  type CampaignId,
  type DecisionId,
  type ProblemCode,
  type result,
  type StandsFor,
  type SubmissionId,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const recognitionDecisions = pgTable('recognition_decisions', {
  id: primaryId<DecisionId>(),
  issuerUnitId: reference<UnitId>('issuer_unit_id').notNull(),
  issuerCode: text('issuer_code').notNull(),
  issuerName: text('issuer_name').notNull(),
  issuerType: text('issuer_type', { enum: unitTypes }).notNull(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  number: text().notNull(),
  signedOn: date('signed_on').notNull(),
  year: integer()
    .notNull()
    .generatedAlwaysAs(sql`extract(year from signed_on)::integer`),
  signatory: text().notNull(),
  office: text().notNull(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  recordedBy: text('recorded_by').notNull(),
  /** KT.: whom the one who recorded it stood for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
  recordedById: uuid('recorded_by_id').notNull(),
})

/** What the team answered on a line and why, as on the wire. */
export type PinnedAnswer = z.input<typeof answer> & { reason: string }

/** The recognised column: level, result and answers pinned as they stood when the decision was taken. */
export const recognitions = pgTable('recognitions', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  decisionId: reference<DecisionId>('decision_id').notNull(),
  level: integer().notNull(),
  levelName: text('level_name').notNull(),
  result: jsonb().$type<z.input<typeof result>>().notNull(),
  answers: jsonb().$type<Record<string, PinnedAnswer>>().notNull(),
  certificateNumber: text('certificate_number').notNull(),
})

export const certificateCounters = pgTable(
  'certificate_counters',
  { prefix: text().notNull(), year: integer().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.prefix, table.year] })],
)

/** What the user is told when the database says no. */
export const recognitionConstraints = {
  recognition_decisions_number: 'decision.number-taken',
} satisfies Record<string, ProblemCode>
