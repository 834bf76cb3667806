import type { ExportFailure, ExportId, ExportKind, ExportOrder, ExportState, MembershipId } from '@thuoc/shared'
import { bigint, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'
import type { ExportPace } from './maker.ts'

export const exportJobs = pgTable('export_jobs', {
  id: primaryId<ExportId>(),
  kind: text().$type<ExportKind>().notNull(),
  parameters: jsonb().$type<ExportOrder>().notNull(),
  title: text().notNull(),
  pace: text().$type<ExportPace>().notNull().default('long'),
  membershipId: reference<MembershipId>('membership_id').notNull(),
  state: text().$type<ExportState>().notNull().default('waiting'),
  done: integer().notNull().default(0),
  total: integer(),
  attempts: integer().notNull().default(0),
  worker: integer(),
  failure: text().$type<ExportFailure>(),
  fileName: text('file_name'),
  mediaType: text('media_type'),
  size: bigint({ mode: 'number' }),
  sha256: text(),
  storageKey: text('storage_key'),
  askedAt: instant('asked_at').notNull().defaultNow(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  expiresAt: instant('expires_at'),
})
