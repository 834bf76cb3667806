import type { InvitationChannel, PersonId, Slip } from '@thuoc/shared'
import { computed, ref } from 'vue'
import { useInvitePeople, useWithdrawInvitation } from './invitations.queries.ts'

/** Two weeks: long enough for a slip to reach a school, short enough that a lost one is soon of no use. */
export const invitationDays = 14

/** Invites one person anew, or withdraws what is open; keeps the slip that was made, which is shown once. */
export function usePersonInvitation(id: PersonId) {
  const invitation = useInvitePeople()
  const withdrawal = useWithdrawInvitation()
  const slips = ref<Slip[]>([])

  async function invite(channel: InvitationChannel) {
    slips.value = []
    slips.value = (await invitation.mutateAsync({ ids: [id], channel, days: invitationDays })).slips
  }
  async function withdraw() {
    slips.value = []
    await withdrawal.mutateAsync(id)
  }
  return {
    slips,
    invite,
    withdraw,
    busy: computed(() => invitation.isLoading.value || withdrawal.isLoading.value),
    error: computed(() => invitation.error.value ?? withdrawal.error.value),
  }
}
