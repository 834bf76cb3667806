import type { EarlierResultId, ImportChange, IndicatorSetId, UnitId } from '@thuoc/shared'
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { hundredths, instant, newId, primaryId, reference } from '../../platform/db/columns.ts'

/** Scores by code as on the wire: decimals with at most two places. */
export type WireScores = Record<string, number>

export const earlierResults = pgTable('earlier_results', {
  id: primaryId<EarlierResultId>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  schoolYear: text('school_year').notNull(),
  indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
  level: integer().notNull(),
  byDecision: boolean('by_decision').notNull().default(false),
  total: hundredths('total'),
  groups: jsonb().$type<WireScores>().notNull().default({}),
  lines: jsonb().$type<WireScores>().notNull().default({}),
  conditions: jsonb().$type<Record<string, boolean>>().notNull().default({}),
  decisionNumber: text('decision_number'),
  decisionSignedOn: date('decision_signed_on'),
  decisionIssuer: text('decision_issuer'),
  public: boolean().notNull().default(false),
  withdrawnAt: instant('withdrawn_at'),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  recordedBy: text('recorded_by').notNull(),
  recordedById: uuid('recorded_by_id').notNull(),
})

export const earlierResultEvents = pgTable('earlier_result_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  resultId: reference<EarlierResultId>('result_id').notNull(),
  action: text({ enum: ['create', 'change', 'end'] }).notNull(),
  fields: jsonb().$type<ImportChange['fields']>().notNull(),
  at: instant('at').notNull().defaultNow(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})
