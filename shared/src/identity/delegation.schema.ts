import { z } from 'zod'
import { day, moment } from '../page.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { delegationId, membershipId, personId } from './ids.ts'
import { permission, permissionsOf, type Permission } from './permission.ts'
import { role, type Role } from './role.ts'

/**
 * What a leader may let another sign “KT.” (Nghị định 30/2020/NĐ-CP, Điều 13): set up the council, approve, hand in, receive,
 * decide. Accounts, keys and plans stay with the leader.
 */
export const delegable = [
  'council.manage',
  'submission.approve',
  'submission.receive',
  'assessment.organise',
  'recognition.decide',
  'publication.publish',
  'deliverable.hand-in',
  'deliverable.receive',
] as const satisfies readonly Permission[]

const leaders: readonly Role[] = ['province-leader', 'managing-body-leader', 'school-head']

/** The powers a role has to hand over for a time; empty for whoever is no leader. */
export const powersOf = (held: Role): readonly Permission[] =>
  leaders.includes(held) ? delegable.filter((power) => permissionsOf[held].includes(power)) : []

/** Whom a signature stands for: “KT.” and the office. */
export const standsFor = z
  .object({ delegationId, fullName: z.string(), office: z.string().nullable(), role })
  .meta({ id: 'StandsFor' })
export type StandsFor = z.infer<typeof standsFor>

const party = z.object({ membershipId, personId, fullName: z.string(), office: z.string().nullable(), role })

/** `coming` and `running` by the day in Asia/Ho_Chi_Minh; `ended` also when one of the two has left the unit. */
export const delegationStates = ['running', 'coming', 'ended', 'revoked'] as const
export const delegationState = z.enum(delegationStates)
export type DelegationState = z.infer<typeof delegationState>

export const delegation = z
  .object({
    id: delegationId,
    unit: unitSummary,
    from: party,
    to: party,
    powers: z.array(permission),
    fromDay: day,
    toDay: day.describe('Included'),
    basis: z.string().describe('Number of the decision, or what was agreed'),
    state: delegationState,
    createdAt: moment,
    revokedAt: moment.nullable(),
    actions: z.array(z.enum(['revoke'])),
  })
  .meta({ id: 'Delegation' })
export type Delegation = z.infer<typeof delegation>

export const newDelegation = z.object({
  to: membershipId.describe('Another person of the unit one acts in'),
  powers: z.array(permission).min(1).max(10),
  fromDay: day,
  toDay: day.describe('Included'),
  basis: z.string().trim().min(3).max(300),
})
export type NewDelegation = z.infer<typeof newDelegation>
