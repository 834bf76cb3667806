import {
  addCampaignUnit,
  addMilestone,
  addPlanFile,
  changeAssessor,
  changeCampaign,
  changeMilestone,
  clearOwnDates,
  closeCampaign,
  countSubmissions,
  downloadPlanFile,
  extendMilestone,
  getCampaign,
  getCampaignLeft,
  listCampaignEvents,
  listCampaignPlans,
  listCampaigns,
  listCampaignTemplates,
  listCampaignUnits,
  listExtensions,
  listFittingUnits,
  listMilestones,
  listUnits,
  openCampaign,
  orderMilestones,
  previewCampaign,
  proposeFromTemplate,
  proposeNextCampaign,
  removeMilestone,
  reopenCampaign,
  repeatCampaignPlan,
  saveCampaignPlan,
  setOwnDates,
  takeOutCampaignUnit,
  type Call,
  type Unit,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { uploadFile } from '../../platform/api/files.ts'

const root = ['campaigns'] as const

export const campaignListQuery = defineQueryOptions((query: Call<typeof listCampaigns>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listCampaigns, { query }),
}))

export const campaignQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getCampaign, { params: { id } }),
}))

/** What is still undone; asked for when somebody thinks of ending the campaign. */
export const campaignLeftQuery = defineQueryOptions((id: string) => ({
  key: [...root, id, 'left'],
  query: () => call(getCampaignLeft, { params: { id } }),
}))

export const campaignUnitsQuery = defineQueryOptions(
  ({ id, query }: { id: string; query: Call<typeof listCampaignUnits>['query'] }) => ({
    key: [...root, id, 'units', { ...query }],
    query: () => call(listCampaignUnits, { params: { id }, query }),
  }),
)

/** Units that fit the rule of the campaign and do not take part yet; for whoever may take them in. */
export const fittingUnitsQuery = defineQueryOptions((id: string) => ({
  key: [...root, id, 'fitting-units'],
  query: () => call(listFittingUnits, { params: { id } }),
}))

export const milestonesQuery = defineQueryOptions(
  ({ id, bodyUnitId }: { id: string; bodyUnitId?: string | undefined }) => ({
    key: [...root, id, 'milestones', bodyUnitId ?? ''],
    query: () => call(listMilestones, { params: { id }, query: { ...(bodyUnitId && { bodyUnitId }) } }),
  }),
)

export const extensionsQuery = defineQueryOptions(
  ({ id, query }: { id: string; query: Call<typeof listExtensions>['query'] }) => ({
    key: [...root, id, 'extensions', { ...query }],
    query: () => call(listExtensions, { params: { id }, query }),
  }),
)

export const campaignPlansQuery = defineQueryOptions(
  ({ id, query }: { id: string; query: Call<typeof listCampaignPlans>['query'] }) => ({
    key: [...root, id, 'plans', { ...query }],
    query: () => call(listCampaignPlans, { params: { id }, query }),
  }),
)

export const campaignEventsQuery = defineQueryOptions(
  ({ id, query }: { id: string; query: Call<typeof listCampaignEvents>['query'] }) => ({
    key: [...root, id, 'events', { ...query }],
    query: () => call(listCampaignEvents, { params: { id }, query }),
  }),
)

export const templatesQuery = defineQueryOptions({
  key: [...root, 'templates'],
  query: () => call(listCampaignTemplates, {}),
})

/** What a template or the campaign of last year proposes; asked for once, when somebody chooses it. */
export const proposeFrom = (code: string, schoolYear: string) =>
  call(proposeFromTemplate, { params: { code }, query: { schoolYear } })
export const proposeNext = (id: string) => call(proposeNextCampaign, { params: { id } })

/** How far the files of a campaign have come; stands below the files, so that every move makes it look again. */
export const campaignProgressQuery = defineQueryOptions((campaignId: string) => ({
  key: ['submissions', 'counts', { campaignId }],
  query: () => call(countSubmissions, { query: { campaignId } }),
}))

export const usePreviewCampaign = () =>
  useMutation({ mutation: (request: Call<typeof previewCampaign>) => call(previewCampaign, request) })

/** A change of a campaign also moves due dates, files and what is to be done. */
const moved = [root, ['submissions'], ['tasks'], ['deliveries'], ['calendar']] as const
function useCampaignMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: () => Promise.all(moved.map((key) => cache.invalidateQueries({ key: [...key] }))),
  })
}

export const useOpenCampaign = () =>
  useCampaignMutation((request: Call<typeof openCampaign>) => call(openCampaign, request))
export const useChangeCampaign = () =>
  useCampaignMutation((request: Call<typeof changeCampaign>) => call(changeCampaign, request))
export const useCloseCampaign = () =>
  useCampaignMutation((request: Call<typeof closeCampaign>) => call(closeCampaign, request))
export const useReopenCampaign = () =>
  useCampaignMutation((request: Call<typeof reopenCampaign>) => call(reopenCampaign, request))
export const useAddCampaignUnit = () =>
  useCampaignMutation((request: Call<typeof addCampaignUnit>) => call(addCampaignUnit, request))
export const useChangeAssessor = () =>
  useCampaignMutation((request: Call<typeof changeAssessor>) => call(changeAssessor, request))

export const useAddMilestone = () =>
  useCampaignMutation((request: Call<typeof addMilestone>) => call(addMilestone, request))
export const useChangeMilestone = () =>
  useCampaignMutation((request: Call<typeof changeMilestone>) => call(changeMilestone, request))
export const useRemoveMilestone = () =>
  useCampaignMutation((request: Call<typeof removeMilestone>) => call(removeMilestone, request))
export const useOrderMilestones = () =>
  useCampaignMutation((request: Call<typeof orderMilestones>) => call(orderMilestones, request))
export const useSetOwnDates = () =>
  useCampaignMutation((request: Call<typeof setOwnDates>) => call(setOwnDates, request))
export const useClearOwnDates = () =>
  useCampaignMutation((request: Call<typeof clearOwnDates>) => call(clearOwnDates, request))
export const useExtendMilestone = () =>
  useCampaignMutation((request: Call<typeof extendMilestone>) => call(extendMilestone, request))
export const useSaveCampaignPlan = () =>
  useCampaignMutation((request: Call<typeof saveCampaignPlan>) => call(saveCampaignPlan, request))
export const useRepeatCampaignPlan = () =>
  useCampaignMutation((request: Call<typeof repeatCampaignPlan>) => call(repeatCampaignPlan, request))
export const useTakeOutUnit = () =>
  useCampaignMutation((request: Call<typeof takeOutCampaignUnit>) => call(takeOutCampaignUnit, request))

type PlanUpload = { id: string; file: File; onProgress: (share: number) => void }
export const useAddPlanFile = () =>
  useCampaignMutation(async ({ id, file, onProgress }: PlanUpload) =>
    addPlanFile.reply.parse(await uploadFile(addressOf(addPlanFile, { id }), file, { onProgress })),
  )
/** Where the signed plan of a province or a managing body lies, below the API's base. */
export const planFilePath = (id: string, unitId: string) => addressOf(downloadPlanFile, { id, unitId })

/** Units of the caller's subtree whose name or code has this in it; the first twenty. */
export async function searchUnits(q: string, within?: string): Promise<Unit[]> {
  const { items } = await call(listUnits, { query: { q, limit: 20, ...(within && { within }) } })
  return items
}
