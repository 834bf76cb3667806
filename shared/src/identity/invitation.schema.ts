import { z } from 'zod'
import { moment, searchText } from '../page.ts'
import { unitId } from '../org/unit.schema.ts'
import { personId } from './ids.ts'
import { invitationChannel, invitationState } from './invitation-state.ts'
import { role } from './role.ts'

/** What comes in a link or stands on a slip. Dashes, blanks and case of a typed code do not matter. */
const code = z.string().trim().min(8).max(100)
export const invitationCode = z.object({ code })
export type InvitationCode = z.infer<typeof invitationCode>

/** Whom an invitation is for, before a password is chosen. */
export const invited = z
  .object({
    fullName: z.string(),
    username: z.string(),
    units: z.array(z.string()),
    expiresAt: moment,
  })
  .meta({ id: 'Invited' })
export type Invited = z.infer<typeof invited>

/** Which people: by name of each, or by where and what they are. */
export const invitees = z.object({
  ids: z.array(personId).min(1).max(500).optional().describe('Exactly these, whatever their state'),
  unitId: unitId.optional().describe('Only this unit, not its subtree'),
  within: unitId.optional().describe('The subtree of this unit'),
  role: role.optional(),
  q: searchText.optional(),
  states: z
    .array(invitationState.exclude(['accepted']))
    .min(1)
    .optional()
    .describe('Without it: who was not invited or let it expire'),
})
export type Invitees = z.infer<typeof invitees>

export const newInvitations = invitees.extend({
  channel: invitationChannel,
  days: z.int().min(1).max(90).describe('For how many days the invitation is good'),
})
export type NewInvitations = z.infer<typeof newInvitations>

/** What is printed for one person. The code is seen this once. */
export const slip = z
  .object({
    personId,
    fullName: z.string(),
    username: z.string(),
    code: z.string(),
    expiresAt: moment,
    memberships: z.array(z.object({ unit: z.string(), role, office: z.string().nullable() })),
  })
  .meta({ id: 'Slip' })
export type Slip = z.infer<typeof slip>

export const issuedInvitations = z.object({
  invited: z.int(),
  slips: z.array(slip),
  /** Not reached this time: ask again. */
  left: z.int(),
  /** By mail: who has no address. */
  withoutEmail: z.int(),
  /** Whose account somebody higher up administers. */
  notYours: z.int(),
})
export type IssuedInvitations = z.infer<typeof issuedInvitations>

/** How far a unit’s or a filter’s people have come, and whether mail can be sent at all. */
export const invitationCounts = z.object({
  'not-invited': z.int(),
  invited: z.int(),
  expired: z.int(),
  accepted: z.int(),
  withoutEmail: z.int().describe('Of those not invited or expired'),
  mail: z.boolean().describe('Whether this server sends mail'),
})
export type InvitationCounts = z.infer<typeof invitationCounts>
