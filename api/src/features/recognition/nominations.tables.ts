import {
  nominationItemStates,
  nominationStatuses,
  unitTypes,
  type CampaignId,
  type NominationEvent,
  type NominationListId,
  type ProblemCode,
  type ReadinessCode,
  type StandsFor,
  type SubmissionId,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Danh sách đề nghị công nhận of one body in one campaign. */
export const nominationLists = pgTable('nomination_lists', {
  id: primaryId<NominationListId>(),
  bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
  bodyCode: text('body_code').notNull(),
  bodyName: text('body_name').notNull(),
  bodyType: text('body_type', { enum: unitTypes }).notNull(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  name: text().notNull(),
  number: text(),
  listedOn: date('listed_on'),
  year: integer().generatedAlwaysAs(sql`extract(year from listed_on)::integer`),
  status: text({ enum: nominationStatuses }).notNull().default('draft'),
  version: integer().notNull().default(1),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  createdById: uuid('created_by_id').notNull(),
  changedAt: instant('changed_at').notNull(),
})

/** The units of a list; one that is taken off stays on record. */
export const nominationItems = pgTable(
  'nomination_items',
  {
    listId: reference<NominationListId>('list_id').notNull(),
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    state: text({ enum: nominationItemStates }).notNull().default('open'),
    confirmed: text().array().$type<ReadinessCode[]>().notNull().default([]),
    addedAt: instant('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    addedById: uuid('added_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.listId, table.submissionId] })],
)

export const nominationEvents = pgTable('nomination_events', {
  id: primaryId<string>(),
  listId: reference<NominationListId>('list_id').notNull(),
  action: text().$type<NominationEvent['action']>().notNull(),
  reason: text(),
  at: instant('at').notNull(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

/** What calls about many files answered, by who called and the key they gave. */
export const bulkMoves = pgTable(
  'bulk_moves',
  {
    actorId: uuid('actor_id').notNull(),
    key: uuid().notNull(),
    requestHash: text('request_hash').notNull(),
    reply: jsonb().$type<unknown>(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorId, table.key] })],
)

/** What the user is told when the database says no. */
export const nominationConstraints = {
  nomination_lists_number: 'nomination.number-taken',
  nomination_items_once: 'nomination.elsewhere',
} satisfies Record<string, ProblemCode>
