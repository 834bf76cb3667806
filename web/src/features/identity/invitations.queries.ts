import {
  countInvitations,
  invitePeople,
  lookAtInvitation,
  redeemInvitation,
  withdrawInvitation,
  type Call,
  type PersonId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { peopleKey, usePeopleMutation } from './people.queries.ts'

export const invitationCountsQuery = defineQueryOptions((query: Call<typeof countInvitations>['query']) => ({
  key: [...peopleKey, 'invitations', query],
  query: ({ signal }) => call(countInvitations, { query }, { signal }),
}))

export const useInvitePeople = () =>
  usePeopleMutation((body: Call<typeof invitePeople>['body']) => call(invitePeople, { body }))
export const useWithdrawInvitation = () =>
  usePeopleMutation((id: PersonId) => call(withdrawInvitation, { params: { id } }))

export const useLookAtInvitation = () =>
  useMutation({ mutation: (code: string) => call(lookAtInvitation, { body: { code } }) })
export const useRedeemInvitation = () =>
  useMutation({ mutation: (body: Call<typeof redeemInvitation>['body']) => call(redeemInvitation, { body }) })
