import type { CampaignId, CampaignUnitId, SubmissionId, UnitId } from '@thuoc/shared'
import { bigint, boolean, date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { reference } from '../../platform/db/columns.ts'

/**
 * Each file as lists have it, once for every unit that stands above it; the database keeps it, by the view
 * `files_as_listed`. What is not due has `infinity` for a day.
 */
export const listedFiles = pgTable(
  'listed_files',
  {
    unitId: reference<UnitId>('unit_id').notNull(),
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
    campaignId: reference<CampaignId>('campaign_id').notNull(),
    assessorUnitId: reference<UnitId>('assessor_unit_id').notNull(),
    takenOut: boolean('taken_out').notNull(),
    status: text().notNull(),
    lastDay: date('last_day'),
    closedOn: date('closed_on'),
    dueOn: date('due_on').notNull(),
    unitName: text('unit_name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.unitId] })],
)

/** Files of a campaign in a status with a last day: as many as its rows come to together. */
export const fileTallies = pgTable('file_tallies', {
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  status: text().notNull(),
  lastDay: date('last_day'),
  files: bigint({ mode: 'number' }).notNull(),
})
