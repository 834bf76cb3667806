import { z } from 'zod'
import { day, moment } from '../page.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { standsFor } from './delegation.schema.ts'
import { apiKeyId, membershipId, personId } from './ids.ts'
import { invitationChannel, invitationState, mailReason, mailState } from './invitation-state.ts'
import { permission } from './permission.ts'
import { role } from './role.ts'

export * from './ids.ts'

/** Lower case, so that `An.Nguyen` and `an.nguyen` are one account. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, 'Letters without accents, digits, dot, dash; 3 to 64 characters')
export const password = z.string().min(1).max(200)
/** At least twelve characters; what is easy to guess is refused with `password.weak`. */
export const newPassword = z.string().min(12).max(200)
export const fullName = z.string().trim().min(2).max(120)
export const office = z.string().trim().max(120)
/** As people write it: digits, with blanks, dots, dashes and a plus sign. */
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 .()-]{6,18}[0-9]$/, 'Digits, blanks, dots; 8 to 20 characters')

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
    phone: phone.nullable(),
    /** Whom the person may sign for now, in the unit they act in. */
    signsFor: z.array(standsFor.extend({ powers: z.array(permission), toDay: day })),
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

/** Somebody asked for a person's data to be erased, and nobody has decided yet. */
export const erasureRequest = z
  .object({ reason: z.string(), requestedOn: day, requestedBy: z.string(), bySelf: z.boolean() })
  .meta({ id: 'ErasureRequest' })
export type ErasureRequest = z.infer<typeof erasureRequest>

export const personActions = [
  'edit',
  'suspend',
  'restore',
  'reset-password',
  'grant',
  'invite',
  'withdraw-invitation',
  'export-data',
  'request-erasure',
  'erase',
  'decline-erasure',
] as const

export const person = z
  .object({
    id: personId,
    username: z.string(),
    fullName,
    email: z.email().nullable(),
    phone: phone.nullable(),
    status: accountStatus,
    mustChangePassword: z.boolean(),
    lastSignInAt: moment.nullable(),
    /** Only those in the subtree of the caller. */
    memberships: z.array(membership),
    invitation: z.object({
      state: invitationState,
      channel: invitationChannel.nullable(),
      expiresAt: moment.nullable(),
      /** Of an invitation by mail. */
      mail: z.object({ state: mailState, reason: mailReason.nullable() }).nullable(),
    }),
    /** Since when the personal data are erased. */
    erasedAt: moment.nullable(),
    erasure: erasureRequest.nullable(),
    actions: z.array(z.enum(personActions)),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof person>

export const newPerson = z.object({
  username,
  fullName,
  email: z.email().nullable(),
  phone: phone.nullable().optional(),
  entrance: z
    .enum(['password', 'invitation'])
    .optional()
    .describe('`invitation`: no password is issued, the person is invited; default `password`'),
  membership: newMembership,
})
export type NewPerson = z.infer<typeof newPerson>
export const personChange = z.object({
  fullName,
  email: z.email().nullable(),
  phone: phone.nullable().optional().describe('Left out: stays as it is'),
})
export type PersonChange = z.infer<typeof personChange>

/** The one time a temporary password is seen; it must be changed at the first sign-in. */
export const issuedPassword = z.object({ person, temporaryPassword: z.string() })
export const createdPerson = issuedPassword.extend({
  temporaryPassword: z.string().nullable().describe('Null: none was issued, the person is to be invited'),
})

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
