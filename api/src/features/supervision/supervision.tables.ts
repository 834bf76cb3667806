import {
  followUpSteps,
  severities,
  strataKinds,
  supervisionStates,
  unitTypes,
  type Attendant,
  type CampaignId,
  type EvidenceId,
  type FindingId,
  type NewSample,
  type ProblemCode,
  type SampleId,
  type StandsFor,
  type SubmissionId,
  type SupervisionRecordId,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Append-only: each draw with everything that is needed to draw again. */
export const supervisionSamples = pgTable('supervision_samples', {
  id: primaryId<SampleId>(),
  provinceUnitId: reference<UnitId>('province_unit_id').notNull(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  number: integer().notNull(),
  title: text().notNull(),
  seed: text().notNull(),
  strata: text({ enum: strataKinds }).notNull(),
  size: jsonb().$type<NewSample['size']>().notNull(),
  filter: jsonb().$type<NewSample['filter']>().notNull(),
  method: text().notNull(),
  population: jsonb().$type<{ id: SubmissionId; stratum: string }[]>().notNull(),
  populationHash: text('population_hash').notNull(),
  drawn: jsonb().$type<SubmissionId[]>().notNull(),
  /** Milliseconds, as pages are continued from it. */
  drawnAt: timestamp('drawn_at', { withTimezone: true, precision: 3 }).notNull(),
  drawnBy: text('drawn_by').notNull(),
  drawnById: uuid('drawn_by_id').notNull(),
})

export const supervisionRecords = pgTable('supervision_records', {
  id: primaryId<SupervisionRecordId>(),
  provinceUnitId: reference<UnitId>('province_unit_id').notNull(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  unitCode: text('unit_code').notNull(),
  unitName: text('unit_name').notNull(),
  unitType: text('unit_type', { enum: unitTypes }).notNull(),
  /** Labels of those above the unit, itself included. */
  line: text().array().notNull(),
  submissionId: reference<SubmissionId>('submission_id'),
  sampleId: reference<SampleId>('sample_id'),
  number: text().notNull().default(''),
  checkedOn: date('checked_on').notNull(),
  place: text().notNull().default(''),
  present: jsonb().$type<Attendant[]>().notNull().default([]),
  minutes: text().notNull().default(''),
  state: text({ enum: supervisionStates }).notNull().default('draft'),
  version: integer().notNull().default(1),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
  closedAt: instant('closed_at'),
  closedBy: text('closed_by'),
  closedById: uuid('closed_by_id'),
  /** KT.: whom the one who closed it stood for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(unit_name || ' ' || unit_code || ' ' || number)`),
})

export const supervisionFindings = pgTable('supervision_findings', {
  id: primaryId<FindingId>(),
  recordId: reference<SupervisionRecordId>('record_id').notNull(),
  position: integer().notNull(),
  criterionCode: text('criterion_code'),
  evidenceId: reference<EvidenceId>('evidence_id'),
  severity: text({ enum: severities }).notNull(),
  text: text().notNull(),
  /** Who is to act; with `due` and `action`, or none of the three. */
  unitId: reference<UnitId>('unit_id'),
  due: date(),
  action: text(),
})

/** Append-only: what came of a follow-up; the newest says how it stands. */
export const supervisionSteps = pgTable('supervision_steps', {
  id: primaryId<string>(),
  findingId: reference<FindingId>('finding_id').notNull(),
  step: text({ enum: followUpSteps }).notNull(),
  text: text().notNull(),
  at: instant('at').notNull(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  unitName: text('unit_name').notNull(),
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

export const supervisionFiles = pgTable(
  'supervision_files',
  {
    recordId: reference<SupervisionRecordId>('record_id').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    addedAt: instant('added_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.attachmentId] })],
)

/** What the user is told when the database says no: of two draws at once the second. */
export const supervisionConstraints = {
  supervision_findings_follow_up: 'supervision.finding-unfit',
} satisfies Record<string, ProblemCode>
