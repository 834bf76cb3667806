import type { PersonId, ProblemCode } from '@thuoc/shared'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const erasureRequests = pgTable('erasure_requests', {
  id: primaryId<string>(),
  personId: reference<PersonId>('person_id').notNull(),
  reason: text().notNull(),
  requestedAt: instant('requested_at').notNull().defaultNow(),
  requestedBy: reference<PersonId>('requested_by').notNull(),
  settledAt: instant('settled_at'),
  settledBy: reference<PersonId>('settled_by'),
  outcome: text({ enum: ['erased', 'declined'] }),
})

/** What the user is told when the database says no. */
export const erasureConstraints = {
  erasure_requests_one_open: 'erasure.requested-already',
} satisfies Record<string, ProblemCode>
