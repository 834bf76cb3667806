import {
  decisionKinds,
  unitTypes,
  type answer,
  type CampaignId,
  type DecisionId,
  type ProblemCode,
  type RecognitionId,
  type result,
  type StandsFor,
  type SubmissionId,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
  kind: text({ enum: decisionKinds }).notNull().default('recognition'),
  /** The decision that this one mends or takes back; both null for a recognition. */
  aboutId: reference<DecisionId>('about_id'),
  reason: text(),
  validUntil: date('valid_until'),
})

/** What the team answered on a line and why, as on the wire. */
export type PinnedAnswer = z.input<typeof answer> & { reason: string }

/** What a certificate says since a correction, instead of what the decision and the campaign say. */
export type Printed = { unitName: string; number: string; signedOn: string; signatory: string; office: string }

const recognitionColumns = () => ({
  id: primaryId<RecognitionId>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  /** 1 for the first of a file; a correction or a recognition after a revocation is the next. */
  ordinal: integer().notNull(),
  decisionId: reference<DecisionId>('decision_id').notNull(),
  level: integer().notNull(),
  levelName: text('level_name').notNull(),
  result: jsonb().$type<z.input<typeof result>>().notNull(),
  answers: jsonb().$type<Record<string, PinnedAnswer>>().notNull(),
  certificateNumber: text('certificate_number').notNull(),
  printed: jsonb().$type<Printed>(),
})

/** The recognised column: level, result and answers pinned as they stood when the decision was taken. */
export const recognitions = pgTable('recognitions', recognitionColumns())

/** Those of them that no later decision corrected or revoked: at most one a file. */
export const currentRecognitions = pgView('current_recognitions', recognitionColumns()).existing()

/** By which decision a recognition ended: corrected where a successor stands, else revoked. */
export const recognitionEndings = pgTable('recognition_endings', {
  recognitionId: reference<RecognitionId>('recognition_id').primaryKey(),
  decisionId: reference<DecisionId>('decision_id').notNull(),
  successorId: reference<RecognitionId>('successor_id'),
  endedAt: instant('ended_at').notNull(),
})

/** The annexed list of every decision: what it recognised or put in other words, or what it took back. */
export const decidedItems = pgView('decided_items', {
  decisionId: reference<DecisionId>('decision_id').notNull(),
  recognitionId: reference<RecognitionId>('recognition_id').notNull(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
}).existing()

export const certificateCounters = pgTable(
  'certificate_counters',
  { prefix: text().notNull(), year: integer().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.prefix, table.year] })],
)

/** What the user is told when the database says no. */
export const recognitionConstraints = {
  recognition_decisions_number: 'decision.number-taken',
  recognitions_ordinal: 'submission.stale',
} satisfies Record<string, ProblemCode>
