import {
  unitTypes,
  type CampaignId,
  type IndicatorSetId,
  type ProblemCode,
  type PublicationListId,
  type RecognitionId,
  type StandsFor,
  type SubmissionId,
  type UnitId,
} from '@thuoc/shared'
import { date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { hundredths, primaryId, reference } from '../../platform/db/columns.ts'

/** Milliseconds, as pages of results are continued from it. */
const milliseconds = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Results that a body made public together. */
export const publicationLists = pgTable('publication_lists', {
  id: primaryId<PublicationListId>(),
  publisherUnitId: reference<UnitId>('publisher_unit_id').notNull(),
  title: text().notNull(),
  note: text().notNull(),
  publishedOn: date('published_on').notNull(),
  publishedAt: milliseconds('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
  publishedById: uuid('published_by_id').notNull(),
  /** KT.: whom the publisher stood for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

/** Which recognition was made public, when and by whom. A file has them over time: 1, 2, 3 …, the last one counts. */
export const publications = pgTable(
  'publications',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    number: integer().notNull(),
    listId: reference<PublicationListId>('list_id'),
    recognitionId: reference<RecognitionId>('recognition_id').notNull(),
    publishedAt: milliseconds('published_at').notNull().defaultNow(),
    publishedBy: text('published_by').notNull(),
    publishedById: uuid('published_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.number] })],
)

/** A publication that was a mistake: why, and who took it back. */
export const publicationWithdrawals = pgTable(
  'publication_withdrawals',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    number: integer().notNull(),
    reason: text().notNull(),
    withdrawnAt: milliseconds('withdrawn_at').notNull(),
    withdrawnBy: text('withdrawn_by').notNull(),
    withdrawnById: uuid('withdrawn_by_id').notNull(),
    standsFor: jsonb('stands_for').$type<StandsFor>(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.number] })],
)

/**
 * What anyone may read today, with all that is shown and searched of it: a row for each result whose last publication
 * stands. Triggers make it anew in the transaction that changes what it is made of; names of provinces and indicator sets
 * are looked up.
 */
export const publicResults = pgTable('public_results', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  /** What counts of the file today; a correction puts another one in the place of the one that was published. */
  currentRecognitionId: reference<RecognitionId>('current_recognition_id').notNull(),
  listId: reference<PublicationListId>('list_id'),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  unitCode: text('unit_code').notNull(),
  /** As the certificate has it: a correction may have put it otherwise. */
  unitName: text('unit_name').notNull(),
  unitType: text('unit_type', { enum: unitTypes }).notNull(),
  /** The body that assessed and recognised the unit in this campaign, as it was called then. */
  bodyUnitId: reference<UnitId>('body_unit_id').notNull(),
  bodyCode: text('body_code').notNull(),
  bodyName: text('body_name').notNull(),
  bodyType: text('body_type', { enum: unitTypes }).notNull(),
  provinceUnitId: reference<UnitId>('province_unit_id').notNull(),
  schoolYear: text('school_year').notNull(),
  indicatorSetId: reference<IndicatorSetId>('indicator_set_id').notNull(),
  level: integer().notNull(),
  levelName: text('level_name').notNull(),
  total: hundredths('total').notNull(),
  certificateNumber: text('certificate_number').notNull(),
  /** The decision of recognition in the words that count now. */
  decisionNumber: text('decision_number').notNull(),
  decisionSignedOn: date('decision_signed_on').notNull(),
  decisionIssuer: text('decision_issuer').notNull(),
  publishedAt: milliseconds('published_at').notNull(),
  publishedOn: date('published_on').notNull(),
  /** One case, no accents: names and code. */
  search: text().notNull(),
})

/** What the user is told when the database says no: of two publications at once the second. */
export const publicationConstraints = {
  publications_pkey: 'submission.stale',
} satisfies Record<string, ProblemCode>
