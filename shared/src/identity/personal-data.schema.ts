import { z } from 'zod'
import { moment } from '../page.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { delegation } from './delegation.schema.ts'
import { personId } from './ids.ts'
import { invitationChannel } from './invitation-state.ts'
import { unitDuty } from './responsible.schema.ts'
import { role } from './role.ts'

/** Most entries of each list; the newest come first. */
export const mostPersonalRecords = 5_000

/** Everything kept about one person: the copy that Luật 91/2025/QH15 lets them ask for. */
export const personalData = z
  .object({
    madeAt: moment,
    person: z.object({
      id: personId,
      username: z.string(),
      fullName: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      createdAt: moment,
      lastSignInAt: moment.nullable(),
    }),
    memberships: z.array(
      z.object({ unit: unitSummary, role, office: z.string().nullable(), from: moment, to: moment.nullable() }),
    ),
    duties: z.array(z.object({ unit: z.string(), duty: unitDuty, from: moment, to: moment.nullable() })),
    delegations: z.array(delegation.omit({ actions: true })),
    invitations: z.array(
      z.object({ channel: invitationChannel, at: moment, expiresAt: moment, redeemedAt: moment.nullable() }),
    ),
    sessions: z.array(z.object({ from: moment, to: moment.nullable() })),
    mails: z.array(z.object({ subject: z.string(), at: moment, state: z.string() })),
    /** The trail of rights: what was done to the account, and from where one signed in. */
    account: z.array(z.object({ at: moment, action: z.string(), address: z.string().nullable() })),
    /** What bears the person’s name: moves, saved lines, evidence, decisions. */
    records: z.array(z.object({ at: moment, kind: z.string(), about: z.string() })),
  })
  .meta({ id: 'PersonalData' })
export type PersonalData = z.infer<typeof personalData>

export const erasureReason = z.object({ reason: z.string().trim().min(3).max(1000) })
export const erasureOrder = z.object({ fullName: z.string().max(200).describe('The name, typed to confirm') })
