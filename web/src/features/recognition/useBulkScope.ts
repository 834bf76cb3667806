import { nominationMoves, type CampaignId, type NominationListId, type SubmissionSummary } from '@thuoc/shared'
import { useQuery } from '@pinia/colada'
import { computed, ref } from 'vue'
import type { FileAction } from './bulk.ts'
import { useSession } from '../../platform/session.store.ts'
import { nominationListsQuery } from './nominations.queries.ts'

/** A list and a decision are of one campaign: which one a move on many files is about, and the files that leaves. */
export function useBulkScope(action: () => FileAction, possible: () => readonly SubmissionSummary[]) {
  const session = useSession()
  /** Lists of one's own body that still take units. */
  const { data } = useQuery(() => ({ ...nominationListsQuery({ limit: 200 }), enabled: action() === 'nominate' }))
  const lists = computed(() =>
    (data.value?.items ?? []).filter(
      ({ body, status }) => body.id === session.acting?.unit.id && nominationMoves.change.includes(status),
    ),
  )
  const listId = ref<NominationListId>()
  const list = computed(() => lists.value.find(({ id }) => id === listId.value) ?? lists.value[0])

  const campaigns = computed(() => [...new Map(possible().map(({ campaign }) => [campaign.id, campaign])).values()])
  const campaignId = ref<CampaignId>()
  const campaign = computed(() => campaigns.value.find(({ id }) => id === campaignId.value) ?? campaigns.value[0])

  const files = computed(() => {
    if (action() === 'nominate') return possible().filter((file) => file.campaign.id === list.value?.campaign.id)
    if (action() === 'recognise') return possible().filter((file) => file.campaign.id === campaign.value?.id)
    return possible()
  })
  return { lists, listId, list, campaigns, campaignId, campaign, files }
}
