import {
  permissions,
  roles,
  type AccountStatus,
  type ApiKeyId,
  type MembershipId,
  type PersonId,
  type ProblemCode,
  type UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { boolean, customType, date, inet, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, newId, primaryId, reference } from '../../platform/db/columns.ts'

/** What the trail of rights tells of. */
export const identityActions = [
  'signed-in',
  'signed-out-everywhere',
  'refresh-reused',
  'password-changed',
  'person-created',
  'person-changed',
  'person-suspended',
  'person-restored',
  'password-reset',
  'membership-granted',
  'membership-ended',
  'api-key-created',
  'api-key-revoked',
  'invited',
  'invitation-withdrawn',
  'invitation-redeemed',
  'membership-changed',
  'responsible-set',
  'responsible-ended',
  'delegated',
  'delegation-revoked',
  'data-exported',
  'erasure-requested',
  'erasure-declined',
  'erased',
] as const

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const people = pgTable('people', {
  id: primaryId<PersonId>(),
  username: text().notNull(),
  fullName: text('full_name').notNull(),
  email: text(),
  status: text().$type<AccountStatus>().notNull().default('active'),
  /** Null: invited, or erased. */
  passwordHash: text('password_hash'),
  mustChangePassword: boolean('must_change_password').notNull(),
  demonstration: boolean().notNull().default(false),
  lastSignInAt: instant('last_sign_in_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  phone: text(),
  erasedAt: instant('erased_at'),
  /** One case, no accents: user name and name. */
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(username || ' ' || full_name)`),
})

export const memberships = pgTable('memberships', {
  id: primaryId<MembershipId>(),
  personId: reference<PersonId>('person_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  role: text({ enum: roles }).notNull(),
  office: text(),
  createdAt: instant('created_at').notNull().defaultNow(),
  endedAt: instant('ended_at'),
})

/**
 * Whom lists of people have for each unit, by name; the database keeps it, by the view `people_as_listed`: who works there or
 * below, or used to and works nowhere any more.
 */
export const listedPeople = pgTable(
  'listed_people',
  {
    unitId: reference<UnitId>('unit_id').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    fullName: text('full_name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.unitId] })],
)

/** Every unit in which nobody can act is among these; whether it is so of one has to be looked up. */
export const perhapsVacantUnits = pgTable('perhaps_vacant_units', {
  unitId: reference<UnitId>('unit_id').primaryKey(),
})

export const sessions = pgTable('sessions', {
  id: uuid().primaryKey().$defaultFn(newId),
  personId: reference<PersonId>('person_id').notNull(),
  membershipId: reference<MembershipId>('membership_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  idleUntil: instant('idle_until').notNull(),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
})

export const refreshTokens = pgTable('refresh_tokens', {
  hash: bytes().primaryKey(),
  sessionId: uuid('session_id').notNull(),
  issuedAt: instant('issued_at').notNull().defaultNow(),
  usedAt: instant('used_at'),
})

export const signInAttempts = pgTable('sign_in_attempts', {
  usernameHash: bytes('username_hash').primaryKey(),
  failures: integer().notNull(),
  lastAt: instant('last_at').notNull().defaultNow(),
  lockedUntil: instant('locked_until'),
})

export const apiKeys = pgTable('api_keys', {
  id: primaryId<ApiKeyId>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  name: text().notNull(),
  prefix: text().notNull(),
  secretHash: bytes('secret_hash').notNull(),
  scopes: text({ enum: permissions }).array().notNull(),
  createdBy: reference<PersonId>('created_by'),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresOn: date('expires_on').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
})

export const identityEvents = pgTable('identity_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  action: text({ enum: identityActions }).notNull(),
  actorPersonId: reference<PersonId>('actor_person_id'),
  actorApiKeyId: reference<ApiKeyId>('actor_api_key_id'),
  personId: reference<PersonId>('person_id'),
  membershipId: reference<MembershipId>('membership_id'),
  apiKeyId: reference<ApiKeyId>('api_key_id'),
  unitId: reference<UnitId>('unit_id'),
  address: inet(),
  detail: jsonb().$type<Record<string, string | null>>().notNull().default({}),
})

/** What the user is told when the database says no. */
export const identityConstraints = {
  people_username_taken: 'person.username-taken',
  memberships_held_once: 'membership.exists',
} satisfies Record<string, ProblemCode>
