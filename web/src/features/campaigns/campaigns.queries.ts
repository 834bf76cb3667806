import {
  addCampaignUnit,
  changeAssessor,
  changeCampaign,
  countSubmissions,
  getCampaign,
  listCampaigns,
  listCampaignUnits,
  listUnits,
  openCampaign,
  previewCampaign,
  type Call,
  type Unit,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['campaigns'] as const

export const campaignListQuery = defineQueryOptions((query: Call<typeof listCampaigns>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listCampaigns, { query }),
}))

export const campaignQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getCampaign, { params: { id } }),
}))

export const campaignUnitsQuery = defineQueryOptions(
  ({ id, query }: { id: string; query: Call<typeof listCampaignUnits>['query'] }) => ({
    key: [...root, id, 'units', { ...query }],
    query: () => call(listCampaignUnits, { params: { id }, query }),
  }),
)

/** How far the files of a campaign have come; stands below the files, so that every move makes it look again. */
export const campaignProgressQuery = defineQueryOptions((campaignId: string) => ({
  key: ['submissions', 'counts', { campaignId }],
  query: () => call(countSubmissions, { query: { campaignId } }),
}))

export const usePreviewCampaign = () =>
  useMutation({ mutation: (request: Call<typeof previewCampaign>) => call(previewCampaign, request) })

/** A change of a campaign also moves due dates and files. */
function useCampaignMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: () =>
      Promise.all([cache.invalidateQueries({ key: [...root] }), cache.invalidateQueries({ key: ['submissions'] })]),
  })
}

export const useOpenCampaign = () =>
  useCampaignMutation((request: Call<typeof openCampaign>) => call(openCampaign, request))
export const useChangeCampaign = () =>
  useCampaignMutation((request: Call<typeof changeCampaign>) => call(changeCampaign, request))
export const useAddCampaignUnit = () =>
  useCampaignMutation((request: Call<typeof addCampaignUnit>) => call(addCampaignUnit, request))
export const useChangeAssessor = () =>
  useCampaignMutation((request: Call<typeof changeAssessor>) => call(changeAssessor, request))

/** Units of the caller's subtree whose name or code has this in it; the first twenty. */
export async function searchUnits(q: string, within?: string): Promise<Unit[]> {
  const { items } = await call(listUnits, { query: { q, limit: 20, ...(within && { within }) } })
  return items
}
