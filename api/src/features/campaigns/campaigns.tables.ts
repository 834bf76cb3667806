import {
  campaignEventActions,
  unitTypes,
  type CampaignId,
  type CampaignUnitId,
  type IndicatorSetId,
  type participation,
  standardOutline,
  type PersonId,
  type ProblemCode,
  type ReportOutline,
  type TeamDuty,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, ltree, newId, primaryId, reference } from '../../platform/db/columns.ts'

export const campaigns = pgTable('campaigns', {
  id: primaryId<CampaignId>(),
  provinceUnitId: reference<UnitId>('province_unit_id').notNull(),
  title: text().notNull(),
  schoolYear: text('school_year').notNull(),
  planNumber: text('plan_number'),
  planDate: date('plan_date'),
  selfAssessmentDue: date('self_assessment_due').notNull(),
  externalAssessmentDue: date('external_assessment_due').notNull(),
  participation: jsonb().$type<z.input<typeof participation>>().notNull(),
  planAttachmentId: uuid('plan_attachment_id'),
  reportOutline: jsonb('report_outline').$type<ReportOutline>().notNull().default(standardOutline),
  notes: text().notNull().default(''),
  /** The campaign of an earlier year that this one began from. */
  repeatsId: reference<CampaignId>('repeats_id'),
  version: integer().notNull().default(1),
  openedAt: instant('opened_at').notNull().defaultNow(),
  openedBy: text('opened_by').notNull(),
  /** Set while it is ended. */
  closedAt: instant('closed_at'),
  closedBy: text('closed_by'),
  closingNote: text('closing_note').notNull().default(''),
})

export const campaignSets = pgTable(
  'campaign_sets',
  {
    campaignId: reference<CampaignId>('campaign_id').notNull(),
    unitType: text('unit_type', { enum: unitTypes }).notNull(),
    indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
    targetLevel: integer('target_level'),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.unitType] })],
)

/** A participating unit and its assessing unit, as they were when it came into the campaign. */
export const campaignUnits = pgTable('campaign_units', {
  id: primaryId<CampaignUnitId>(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
  unitCode: text('unit_code').notNull(),
  unitName: text('unit_name').notNull(),
  unitType: text('unit_type', { enum: unitTypes }).notNull(),
  unitPath: ltree('unit_path').notNull(),
  assessorUnitId: reference<UnitId>('assessor_unit_id').notNull(),
  assessorCode: text('assessor_code').notNull(),
  assessorName: text('assessor_name').notNull(),
  assessorType: text('assessor_type', { enum: unitTypes }).notNull(),
  assessorPath: ltree('assessor_path').notNull(),
  version: integer().notNull().default(1),
  /** Set while the unit no longer takes part. */
  takenOutAt: instant('taken_out_at'),
  /** The last days that count for its file, kept by the database from the milestones; null where none says any. */
  selfDue: date('self_due'),
  requestDue: date('request_due'),
  externalDue: date('external_due'),
  decisionDue: date('decision_due'),
  /** The labels of both paths: whoever stands in one of them sees the file. */
  line: text()
    .array()
    .notNull()
    .generatedAlwaysAs(sql`string_to_array(ltree2text(unit_path) || '.' || ltree2text(assessor_path), '.')`),
  /** Name and code of the unit in one case and without accents. */
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(unit_name || ' ' || unit_code)`),
})

export const campaignUnitAssessors = pgTable(
  'campaign_unit_assessors',
  {
    campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    duty: text().$type<TeamDuty>().notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.campaignUnitId, table.personId] })],
)

export const campaignEvents = pgTable('campaign_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id'),
  /** The unit that it is about, seen by that unit, those above and those below it; null: by everybody. */
  unitId: reference<UnitId>('unit_id'),
  action: text({ enum: campaignEventActions }).notNull(),
  /** By field: what it was, what it is. */
  changes: jsonb().$type<Record<string, [string | null, string | null]>>().notNull().default({}),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const campaignConstraints = {
  campaigns_title: 'campaign.title-taken',
  campaigns_dates: 'campaign.dates-out-of-order',
  campaign_units_once: 'campaign-unit.exists',
  campaign_units_not_own_assessor: 'campaign.assessor-unfit',
} satisfies Record<string, ProblemCode>
