import { permissions, type DelegationId, type MembershipId, type PersonId, type UnitId } from '@thuoc/shared'
import { date, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const delegations = pgTable('delegations', {
  id: primaryId<DelegationId>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  fromMembershipId: reference<MembershipId>('from_membership_id').notNull(),
  toMembershipId: reference<MembershipId>('to_membership_id').notNull(),
  powers: text({ enum: permissions }).array().notNull(),
  fromDay: date('from_day').notNull(),
  toDay: date('to_day').notNull(),
  basis: text().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  revokedAt: instant('revoked_at'),
  revokedBy: reference<PersonId>('revoked_by'),
})
