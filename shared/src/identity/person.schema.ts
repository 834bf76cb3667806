import { z } from 'zod'
import { day, moment } from '../page.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { permission } from './permission.ts'
import { role } from './role.ts'

export const personId = z.uuid().brand<'PersonId'>()
export type PersonId = z.infer<typeof personId>
export const membershipId = z.uuid().brand<'MembershipId'>()
export type MembershipId = z.infer<typeof membershipId>
export const apiKeyId = z.uuid().brand<'ApiKeyId'>()
export type ApiKeyId = z.infer<typeof apiKeyId>

/** Lower case, so that `An.Nguyen` and `an.nguyen` are one account. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, 'Letters without accents, digits, dot, dash; 3 to 64 characters')
export const password = z.string().min(1).max(200)
/** At least twelve characters; what is easy to guess is refused with `password.weak`. */
export const newPassword = z.string().min(12).max(200)
const fullName = z.string().trim().min(2).max(120)
const office = z.string().trim().max(120)

export const membership = z
  .object({ id: membershipId, unit: unitSummary, role, office: office.nullable() })
  .meta({ id: 'Membership' })
export type Membership = z.infer<typeof membership>

export const newMembership = z.object({ unitId, role, office: office.nullable() })
export type NewMembership = z.infer<typeof newMembership>

export const me = z
  .object({
    id: personId,
    username: z.string(),
    fullName,
    email: z.string().nullable(),
    mustChangePassword: z.boolean(),
    memberships: z.array(membership),
    /** Where the person acts now; null until they have chosen, when they hold several memberships. */
    acting: membership.nullable(),
    permissions: z.array(permission),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const session = z
  .object({
    accessToken: z.string().describe('Bearer token; keep it in memory'),
    expiresAt: moment,
    me,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

export const credentials = z.object({
  username: z.string().trim().max(200),
  password,
  membershipId: membershipId.optional().describe('Act for this unit at once'),
})
export type Credentials = z.infer<typeof credentials>

export const accountStatus = z.enum(['active', 'suspended'])
export type AccountStatus = z.infer<typeof accountStatus>

export const person = z
  .object({
    id: personId,
    username: z.string(),
    fullName,
    email: z.email().nullable(),
    status: accountStatus,
    mustChangePassword: z.boolean(),
    lastSignInAt: moment.nullable(),
    /** Only those in the subtree of the caller. */
    memberships: z.array(membership),
    actions: z.array(z.enum(['edit', 'suspend', 'restore', 'reset-password', 'grant'])),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof person>

export const newPerson = z.object({
  username,
  fullName,
  email: z.email().nullable(),
  membership: newMembership,
})
export type NewPerson = z.infer<typeof newPerson>
export const personChange = z.object({ fullName, email: z.email().nullable() })
export type PersonChange = z.infer<typeof personChange>

/** The one time a temporary password is seen; it must be changed at the first sign-in. */
export const issuedPassword = z.object({ person, temporaryPassword: z.string() })

export const apiKey = z
  .object({
    id: apiKeyId,
    unit: unitSummary,
    name: z.string(),
    /** The first characters of the key, to recognise it by. */
    prefix: z.string(),
    scopes: z.array(permission),
    createdAt: moment,
    expiresOn: day,
    lastUsedAt: moment.nullable(),
    revokedAt: moment.nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKey>

export const newApiKey = z.object({
  unitId,
  name: z.string().trim().min(2).max(120),
  scopes: z.array(permission).min(1),
  expiresOn: day.describe('Last day on which the key works'),
})
export type NewApiKey = z.infer<typeof newApiKey>
