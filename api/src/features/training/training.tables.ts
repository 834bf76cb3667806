import {
  trainingForms,
  trainingStatuses,
  unitTypes,
  type CampaignId,
  type PersonId,
  type ProblemCode,
  type Training,
  type TrainingAttendeeId,
  type TrainingEvent,
  type TrainingQuestionId,
  type TrainingSessionId,
  type TrainingSiteId,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, newId, primaryId, reference } from '../../platform/db/columns.ts'

export const trainingSessions = pgTable('training_sessions', {
  id: primaryId<TrainingSessionId>(),
  organiserUnitId: reference<UnitId>('organiser_unit_id').notNull(),
  campaignId: reference<CampaignId>('campaign_id'),
  title: text().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  form: text({ enum: trainingForms }).notNull(),
  place: text().notNull().default(''),
  link: text(),
  topics: text().notNull().default(''),
  links: jsonb().$type<Training['links']>().notNull().default([]),
  status: text({ enum: trainingStatuses }).notNull().default('planned'),
  conclusion: text().notNull().default(''),
  cancelReason: text('cancel_reason'),
  version: integer().notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(title || ' ' || place)`),
})

export const trainingSites = pgTable('training_sites', {
  id: primaryId<TrainingSiteId>(),
  sessionId: reference<TrainingSessionId>('session_id').notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  address: text().notNull().default(''),
})

export const trainingInvitations = pgTable(
  'training_invitations',
  {
    sessionId: reference<TrainingSessionId>('session_id').notNull(),
    unitId: reference<UnitId>('unit_id').notNull(),
    bodyUnitId: reference<UnitId>('body_unit_id'),
    unitCode: text('unit_code').notNull(),
    unitName: text('unit_name').notNull(),
    unitType: text('unit_type', { enum: unitTypes }).notNull(),
    invitedAt: instant('invited_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.unitId] })],
)

export const trainingAttendees = pgTable('training_attendees', {
  id: primaryId<TrainingAttendeeId>(),
  sessionId: reference<TrainingSessionId>('session_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  personId: reference<PersonId>('person_id'),
  siteId: reference<TrainingSiteId>('site_id'),
  name: text().notNull(),
  office: text().notNull().default(''),
  attended: boolean(),
  registeredAt: instant('registered_at').notNull().defaultNow(),
  registeredBy: text('registered_by').notNull(),
  registeredById: uuid('registered_by_id').notNull(),
  markedAt: instant('marked_at'),
  markedBy: text('marked_by'),
  markedById: uuid('marked_by_id'),
})

export const trainingAttachments = pgTable(
  'training_attachments',
  {
    sessionId: reference<TrainingSessionId>('session_id').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    removedAt: instant('removed_at'),
    removedBy: text('removed_by'),
    removedById: uuid('removed_by_id'),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.attachmentId] })],
)

export const trainingQuestions = pgTable('training_questions', {
  id: primaryId<TrainingQuestionId>(),
  sessionId: reference<TrainingSessionId>('session_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  text: text().notNull(),
  askedBy: text('asked_by').notNull(),
  askedById: uuid('asked_by_id').notNull(),
  askedAt: instant('asked_at').notNull().defaultNow(),
  answer: text(),
  answeredBy: text('answered_by'),
  answeredAt: instant('answered_at'),
  hidden: boolean().notNull().default(false),
  hiddenReason: text('hidden_reason'),
  version: integer().notNull().default(1),
  savedAt: instant('saved_at').notNull().defaultNow(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

export const trainingQuestionVersions = pgTable(
  'training_question_versions',
  {
    questionId: reference<TrainingQuestionId>('question_id').notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    answer: text(),
    hidden: boolean().notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    savedById: uuid('saved_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.version] })],
)

export const trainingEvents = pgTable('training_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  sessionId: reference<TrainingSessionId>('session_id').notNull(),
  action: text().$type<TrainingEvent['action']>().notNull(),
  changes: jsonb().$type<TrainingEvent['changes']>().notNull().default({}),
  reason: text(),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const trainingConstraints = {
  training_sessions_times: 'training.times-out-of-order',
  training_attendees_person_once: 'training.already-registered',
  training_attendees_guest_once: 'training.already-registered',
  training_attendees_invited: 'training.unit-registered',
  training_questions_invited: 'training.unit-registered',
} satisfies Record<string, ProblemCode>
