import {
  unitTypes,
  type CampaignId,
  type CampaignUnitId,
  type DeliverableKind,
  type DeliveryAction,
  type DeliveryContent,
  type DeliveryRound,
  type DeliveryStatus,
  type LatenessRule,
  type LinkCheck,
  type LinkFault,
  type MilestoneId,
  type MilestoneTier,
  type ProblemCode,
  type StandsFor,
  type UnitId,
} from '@thuoc/shared'
import { boolean, date, integer, jsonb, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, ltree, primaryId, reference } from '../../platform/db/columns.ts'

export const deliveries = pgTable('deliveries', {
  id: primaryId<string>(),
  milestoneId: reference<MilestoneId>('milestone_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  kind: text().$type<DeliverableKind>().notNull(),
  status: text().$type<DeliveryStatus>().notNull().default('not-started'),
  round: integer().notNull().default(0),
  version: integer().notNull().default(1),
  draft: jsonb().$type<Partial<DeliveryContent>>().notNull().default({}),
  firstHandedInAt: instant('first_handed_in_at'),
  handedInAt: instant('handed_in_at'),
  returnDue: date('return_due'),
})

export const deliveryFiles = pgTable(
  'delivery_files',
  {
    deliveryId: uuid('delivery_id').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    removedAt: instant('removed_at'),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.attachmentId] })],
)

export const deliveryRounds = pgTable(
  'delivery_rounds',
  {
    deliveryId: uuid('delivery_id').notNull(),
    round: integer().notNull(),
    content: jsonb().$type<DeliveryRound['content']>().notNull(),
    dueOn: date('due_on'),
    handedInAt: instant('handed_in_at').notNull(),
    handedInBy: text('handed_in_by').notNull(),
    handedInById: uuid('handed_in_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.round] })],
)

export const deliveryRoundFiles = pgTable(
  'delivery_round_files',
  {
    deliveryId: uuid('delivery_id').notNull(),
    round: integer().notNull(),
    attachmentId: uuid('attachment_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.round, table.attachmentId] })],
)

export const deliveryEvents = pgTable('delivery_events', {
  id: primaryId<string>(),
  deliveryId: uuid('delivery_id').notNull(),
  action: text().$type<DeliveryAction>().notNull(),
  fromStatus: text('from_status').$type<DeliveryStatus>().notNull(),
  toStatus: text('to_status').$type<DeliveryStatus>().notNull(),
  round: integer().notNull(),
  reason: text(),
  due: date(),
  at: instant('at').notNull(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  standsFor: jsonb('stands_for').$type<StandsFor>(),
  unitName: text('unit_name').notNull(),
})

export const deliveryLinks = pgTable('delivery_links', {
  deliveryId: uuid('delivery_id').primaryKey(),
  url: text().notNull(),
  state: text().$type<LinkCheck['state']>().notNull(),
  fault: text().$type<LinkFault>(),
  httpStatus: integer('http_status'),
  title: text(),
  since: instant('since').notNull(),
  checkedAt: instant('checked_at').notNull(),
  lastUpAt: instant('last_up_at'),
})

export const reminders = pgTable('reminders', {
  id: primaryId<string>(),
  milestoneId: reference<MilestoneId>('milestone_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  kind: text().$type<DeliverableKind>().notNull(),
  sentOn: date('sent_on').notNull(),
  sentAt: instant('sent_at').notNull(),
  actorId: uuid('actor_id'),
  sentBy: text('sent_by'),
  note: text().notNull().default(''),
})

/** Everything that is asked of every unit, begun or not: one row for each milestone, unit and kind. */
export const deliveryDuties = pgView('delivery_duties', {
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  milestoneId: reference<MilestoneId>('milestone_id').notNull(),
  position: integer().notNull(),
  tier: text().$type<MilestoneTier>().notNull(),
  code: text().notNull(),
  task: text().notNull(),
  kind: text().$type<DeliverableKind>().notNull(),
  required: boolean().notNull(),
  lateness: text().$type<LatenessRule>().notNull(),
  reminderDays: integer('reminder_days').array().notNull(),
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
  plannedDueOn: date('planned_due_on'),
  extendedTo: date('extended_to'),
  returnDue: date('return_due'),
  /** The last day that counts now; a return may have moved it. */
  dueOn: date('due_on'),
  /** The last day of the first round. */
  firstDueOn: date('first_due_on'),
  deliveryId: uuid('delivery_id'),
  version: integer().notNull(),
  round: integer().notNull(),
  status: text().$type<DeliveryStatus>().notNull(),
  firstHandedInAt: instant('first_handed_in_at'),
  handedInAt: instant('handed_in_at'),
  /** Of what the system sees itself: of how many units it is so. */
  done: integer(),
  total: integer(),
  /** When its campaign ended; from then on it is wanted no longer. */
  closedAt: instant('closed_at'),
}).existing()

/** What the user is told when the database says no: of two reminders at once the second. */
export const deliverableConstraints = { reminders_once_a_day: 'reminder.nobody' } satisfies Record<string, ProblemCode>
