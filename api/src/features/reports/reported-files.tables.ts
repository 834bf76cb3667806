import { bigint, boolean, customType, date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { hundredths, instant } from '../../platform/db/columns.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Each file as reports count it today; the database keeps it, by the view `files_as_reported`. */
export const reportedFiles = pgTable('reported_files', {
  submissionId: uuid('submission_id').primaryKey(),
  campaignUnitId: uuid('campaign_unit_id').notNull(),
  campaignId: uuid('campaign_id').notNull(),
  schoolYear: text('school_year').notNull(),
  tier: text().notNull(),
  provinceUnitId: uuid('province_unit_id').notNull(),
  unitId: uuid('unit_id').notNull(),
  bodyUnitId: uuid('body_unit_id').notNull(),
  areaUnitId: uuid('area_unit_id'),
  indicatorSetId: uuid('indicator_set_id').notNull(),
  recognitionId: uuid('recognition_id'),
  selfEventId: uuid('self_event_id'),
  externalEventId: uuid('external_event_id'),
  selfLevel: integer('self_level'),
  externalLevel: integer('external_level'),
  recognisedLevel: integer('recognised_level'),
  openedAt: instant('opened_at').notNull(),
  selfLateFrom: instant('self_late_from'),
  requestLateFrom: instant('request_late_from'),
  externalLateFrom: instant('external_late_from'),
  decisionLateFrom: instant('decision_late_from'),
  selfDay: date('self_day'),
  requestDay: date('request_day'),
  externalDay: date('external_day'),
  decisionDay: date('decision_day'),
  selfTotal: hundredths('self_total'),
  externalTotal: hundredths('external_total'),
  recognisedTotal: hundredths('recognised_total'),
  takenOut: boolean('taken_out').notNull(),
  status: text().notNull(),
  unitType: text('unit_type').notNull(),
  selfDone: text('self_done'),
  requestDone: text('request_done'),
  externalDone: text('external_done'),
  decisionDone: text('decision_done'),
  publicationDone: text('publication_done'),
  unitCode: text('unit_code').notNull(),
  unitName: text('unit_name').notNull(),
  bodyCode: text('body_code').notNull(),
  bodyName: text('body_name').notNull(),
  bodyType: text('body_type').notNull(),
  above: uuid().array().notNull(),
  changedAt: instant('changed_at').notNull(),
})

/** How many of them there are of each kind, by campaign, set and levels: rows are added up. */
export const reportTallies = pgTable('report_tallies', {
  campaignId: uuid('campaign_id').notNull(),
  tier: text().notNull(),
  unitType: text('unit_type').notNull(),
  indicatorSetId: uuid('indicator_set_id').notNull(),
  selfLevel: integer('self_level'),
  externalLevel: integer('external_level'),
  recognisedLevel: integer('recognised_level'),
  units: bigint({ mode: 'number' }).notNull(),
})

/** Which line stands where in what is packed. */
export const reportLayouts = pgTable('report_layouts', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  codes: text().array().notNull(),
})
/** The rows of `report_scores` of one event, packed by the database. */
export const reportPoints = pgTable('report_points', {
  eventId: uuid('event_id').primaryKey(),
  schoolYear: text('school_year').notNull(),
  side: text({ enum: ['self', 'external'] }).notNull(),
  layoutId: integer('layout_id').notNull(),
  points: bytes().notNull(),
  met: bytes().notNull(),
})
