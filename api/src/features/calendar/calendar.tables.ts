import type { MembershipId } from '@thuoc/shared'
import { customType, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, newId, reference } from '../../platform/db/columns.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const calendarFeeds = pgTable('calendar_feeds', {
  id: uuid().primaryKey().$defaultFn(newId),
  membershipId: reference<MembershipId>('membership_id').notNull(),
  secretHash: bytes('secret_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  revokedAt: instant('revoked_at'),
  lastFetchedAt: instant('last_fetched_at'),
})

export const calendarFeedEntries = pgTable(
  'calendar_feed_entries',
  {
    feedId: uuid('feed_id').notNull(),
    uid: text().notNull(),
    fingerprint: text().notNull(),
    sequence: integer().notNull().default(0),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.feedId, table.uid] })],
)
