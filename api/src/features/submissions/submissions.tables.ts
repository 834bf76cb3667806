import {
  type answer,
  submissionActions,
  submissionStatuses,
  type Answer,
  type CampaignUnitId,
  type PersonId,
  type StandsFor,
  type ProblemCode,
  type Remark,
  type SubmissionAction,
  type SubmissionId,
} from '@thuoc/shared'
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid, smallint } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { hundredths, instant, primaryId, reference } from '../../platform/db/columns.ts'

export const submissions = pgTable('submissions', {
  id: primaryId<SubmissionId>(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
  status: text({ enum: submissionStatuses }).notNull().default('drafting'),
  statusSince: instant('status_since').notNull().defaultNow(),
  round: integer().notNull().default(0),
  version: integer().notNull().default(1),
  returnDue: date('return_due'),
  objectionDue: date('objection_due'),
  finishedBy: reference<PersonId>('finished_by'),
  answered: integer().notNull().default(0),
  lineCount: integer('line_count').notNull(),
  selfTotal: hundredths('self_total').notNull().default(0),
  selfLevel: integer('self_level'),
  externalTotal: hundredths('external_total'),
  externalLevel: integer('external_level'),
  recognisedLevel: integer('recognised_level'),
})

/** One saved line of either side. `awarded` is what it comes to; `maximum` what it can. Both in hundredths. */
export const lineColumns = () => ({
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  criterionCode: text('criterion_code').notNull(),
  met: boolean(),
  score: hundredths('score'),
  count: integer(),
  numerator: integer(),
  denominator: integer(),
  choice: integer(),
  items: integer().array(),
  fields: jsonb().$type<Answer['fields']>().notNull().default({}),
  note: text().notNull().default(''),
  awarded: hundredths('awarded'),
  maximum: hundredths('maximum').notNull(),
  version: integer().notNull(),
  savedAt: instant('saved_at').notNull().defaultNow(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

export const submissionLines = pgTable('submission_lines', lineColumns(), (table) => [
  primaryKey({ columns: [table.submissionId, table.criterionCode] }),
])

export const sides = ['self', 'external'] as const
export type Side = (typeof sides)[number]

export const lineSaves = pgTable('line_saves', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  side: text({ enum: sides }).notNull(),
  criterionCode: text('criterion_code').notNull(),
  version: integer().notNull(),
  /** As on the wire, so that the record reads like what was sent: scores are decimals. */
  answer: jsonb().$type<z.input<typeof answer>>().notNull(),
  reason: text(),
  savedAt: instant('saved_at').notNull().defaultNow(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

export const submissionEvents = pgTable('submission_events', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  action: text({ enum: [...submissionActions, 'open', 'hand-over'] })
    .$type<SubmissionAction | 'open' | 'hand-over'>()
    .notNull(),
  fromStatus: text('from_status', { enum: submissionStatuses }),
  toStatus: text('to_status', { enum: submissionStatuses }).notNull(),
  round: integer().notNull(),
  reason: text(),
  due: date(),
  remarks: jsonb().$type<Remark[]>().notNull().default([]),
  selfTotal: hundredths('self_total'),
  selfLevel: integer('self_level'),
  externalTotal: hundredths('external_total'),
  externalLevel: integer('external_level'),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  /** KT.: whom the signature stands for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
  unitName: text('unit_name').notNull(),
})

export const submissionRemarks = pgTable(
  'submission_remarks',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.criterionCode] })],
)

/** What was told of a last day: once for how near it is. */
export const turnReminders = pgTable(
  'turn_reminders',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    status: text({ enum: submissionStatuses }).notNull(),
    dueOn: date('due_on').notNull(),
    threshold: smallint().notNull(),
    toldAt: instant('told_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.status, table.dueOn, table.threshold] })],
)

/** What the user is told when the database says no. */
export const submissionConstraints = {
  submission_lines_score: 'line.score-above-maximum',
  submission_lines_awarded: 'line.score-above-maximum',
  submission_lines_part_of_whole: 'line.figures-out-of-range',
} satisfies Record<string, ProblemCode>
