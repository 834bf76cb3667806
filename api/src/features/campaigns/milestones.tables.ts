import {
  unitTypes,
  type CampaignId,
  type CampaignUnitId,
  type DeliverableKind,
  type LatenessRule,
  type MilestoneId,
  type MilestoneTier,
  type ProblemCode,
  type UnitId,
} from '@thuoc/shared'
import { boolean, date, integer, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, ltree, newId, primaryId, reference } from '../../platform/db/columns.ts'

export const milestones = pgTable('milestones', {
  id: primaryId<MilestoneId>(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  /** The managing body that added it to its own plan; null: the province's plan. */
  bodyUnitId: reference<UnitId>('body_unit_id'),
  position: integer().notNull(),
  tier: text().$type<MilestoneTier>().notNull(),
  code: text().notNull(),
  task: text().notNull(),
  startsOn: date('starts_on'),
  dueOn: date('due_on'),
  deliverables: text().array().$type<DeliverableKind[]>().notNull(),
  required: boolean().notNull(),
  lateness: text().$type<LatenessRule>().notNull(),
  reminderDays: integer('reminder_days').array().notNull().default([]),
  beforeCode: text('before_code'),
  version: integer().notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** A managing body's own dates for its units: earlier than the plan's, never later. */
export const milestoneBodyDates = pgTable(
  'milestone_body_dates',
  {
    milestoneId: reference<MilestoneId>('milestone_id').notNull(),
    bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
    startsOn: date('starts_on'),
    dueOn: date('due_on').notNull(),
    setAt: instant('set_at').notNull().defaultNow(),
    setBy: text('set_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.milestoneId, table.bodyUnitId] })],
)

/** More time for one unit, with the reason; the latest one counts. */
export const milestoneExtensions = pgTable('milestone_extensions', {
  id: uuid().primaryKey().$defaultFn(newId),
  milestoneId: reference<MilestoneId>('milestone_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  dueOn: date('due_on').notNull(),
  reason: text().notNull(),
  grantedAt: instant('granted_at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  grantedBy: text('granted_by').notNull(),
})

/** The plan documents of a campaign: the province's own and one of each managing body. */
export const campaignPlans = pgTable('campaign_plans', {
  id: uuid().primaryKey().$defaultFn(newId),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
  title: text().notNull(),
  number: text().notNull(),
  issuedOn: date('issued_on').notNull(),
  attachmentId: uuid('attachment_id'),
  version: integer().notNull().default(1),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by').notNull(),
})

/** Units that a campaign asks something of, by tier, in the tree of the campaign, and who receives it from them. */
export const campaignDutyUnits = pgView('campaign_duty_units', {
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  tier: text().$type<MilestoneTier>().notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  unitCode: text('unit_code').notNull(),
  unitName: text('unit_name').notNull(),
  unitType: text('unit_type', { enum: unitTypes }).notNull(),
  unitPath: ltree('unit_path').notNull(),
  receiverUnitId: reference<UnitId>('receiver_unit_id').notNull(),
  receiverPath: ltree('receiver_path').notNull(),
  bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id'),
}).existing()

/**
 * Every duty of every unit: a milestone as it binds one unit, with the last day that counts for it (extension before
 * the body's own date before the plan's). A school hands in to the body that assesses it, a managing body to the
 * province, the province to itself.
 */
export const milestoneDuties = pgView('milestone_duties', {
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  milestoneId: reference<MilestoneId>('milestone_id').notNull(),
  position: integer().notNull(),
  tier: text().$type<MilestoneTier>().notNull(),
  code: text().notNull(),
  task: text().notNull(),
  deliverables: text().array().$type<DeliverableKind[]>().notNull(),
  required: boolean().notNull(),
  lateness: text().$type<LatenessRule>().notNull(),
  reminderDays: integer('reminder_days').array().notNull(),
  plannedByUnitId: reference<UnitId>('planned_by_unit_id'),
  unitId: reference<UnitId>('unit_id').notNull(),
  unitCode: text('unit_code').notNull(),
  unitName: text('unit_name').notNull(),
  unitType: text('unit_type', { enum: unitTypes }).notNull(),
  unitPath: ltree('unit_path').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id'),
  receiverUnitId: reference<UnitId>('receiver_unit_id').notNull(),
  receiverPath: ltree('receiver_path').notNull(),
  bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
  startsOn: date('starts_on'),
  dueOn: date('due_on'),
  plannedDueOn: date('planned_due_on'),
  extendedTo: date('extended_to'),
  closedAt: instant('closed_at'),
}).existing()

/** What the user is told when the database says no. */
export const milestoneConstraints = {
  milestones_code_once: 'milestone.code-taken',
  milestones_dates: 'campaign.dates-out-of-order',
  milestone_body_dates_order: 'campaign.dates-out-of-order',
  campaign_plans_one_per_body: 'campaign-plan.stale',
} satisfies Record<string, ProblemCode>
