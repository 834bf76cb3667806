import {
  indicatorSetEvents as eventKinds,
  type indicatorSetDefinition,
  type IndicatorSetId,
  type ProblemCode,
  type UnitId,
  type Verification,
} from '@thuoc/shared'
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const indicatorSets = pgTable('indicator_sets', {
  id: primaryId<IndicatorSetId>(),
  code: text().notNull(),
  /** Counted per owner and code. */
  version: integer().notNull(),
  ownerUnitId: reference<UnitId>('owner_unit_id').notNull(),
  status: text({ enum: ['draft', 'published'] })
    .notNull()
    .default('draft'),
  title: text().notNull(),
  sample: boolean().notNull(),
  /** The form on the wire: scores as decimals. */
  definition: jsonb().$type<z.input<typeof indicatorSetDefinition>>().notNull(),
  revision: integer().notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: text('created_by').notNull(),
  publishedAt: instant('published_at'),
  publishedBy: text('published_by'),
  verifiedBy: text('verified_by'),
  verifiedOn: date('verified_on'),
  verifiedAgainst: text('verified_against'),
  verificationRecordedAt: instant('verification_recorded_at'),
  verificationRecordedBy: text('verification_recorded_by'),
  verificationDoubts: jsonb('verification_doubts').$type<Verification['doubts']>().notNull().default([]),
  derivedFromId: reference<IndicatorSetId>('derived_from_id'),
  signedTextId: uuid('signed_text_id'),
})

/** The record of a set; it outlives a deleted draft. */
export const indicatorSetEvents = pgTable('indicator_set_events', {
  id: primaryId<string>(),
  indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
  event: text({ enum: eventKinds }).notNull(),
  detail: text(),
  at: instant('at').notNull().defaultNow(),
  /** Null: the product itself. */
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const catalogueConstraints = {
  indicator_sets_version: 'indicator-set.version-taken',
  indicator_sets_frozen: 'indicator-set.frozen',
} satisfies Record<string, ProblemCode>
