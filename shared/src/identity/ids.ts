import { z } from 'zod'

export const personId = z.uuid().brand<'PersonId'>()
export type PersonId = z.infer<typeof personId>
export const membershipId = z.uuid().brand<'MembershipId'>()
export type MembershipId = z.infer<typeof membershipId>
export const apiKeyId = z.uuid().brand<'ApiKeyId'>()
export type ApiKeyId = z.infer<typeof apiKeyId>
export const delegationId = z.uuid().brand<'DelegationId'>()
export type DelegationId = z.infer<typeof delegationId>
