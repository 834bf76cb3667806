import { invitationChannels, type PersonId } from '@thuoc/shared'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'
import { bytes } from './identity.tables.ts'

export const invitations = pgTable('invitations', {
  id: primaryId<string>(),
  personId: reference<PersonId>('person_id').notNull(),
  channel: text({ enum: invitationChannels }).notNull(),
  /** Null until the mail goes out. */
  codeHash: bytes('code_hash'),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  createdBy: reference<PersonId>('created_by'),
  redeemedAt: instant('redeemed_at'),
  withdrawnAt: instant('withdrawn_at'),
})
