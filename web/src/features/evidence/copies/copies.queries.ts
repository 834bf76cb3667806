import { listCopies, markCommon, unmarkCommon, type CampaignId, type Call } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../../platform/api/client.ts'

const root = ['copies'] as const
type Asked = { id: CampaignId; query: Call<typeof listCopies>['query'] }

/** Identical files of several units of a campaign, a page of them. */
export const copiesQuery = defineQueryOptions(({ id, query }: Asked) => ({
  key: [...root, id, { ...query }],
  query: () => call(listCopies, { params: { id }, query }),
}))

/** Calls a content a document for all, and takes that back. */
export function useCommonMark() {
  const cache = useQueryCache()
  const onSettled = () => cache.invalidateQueries({ key: [...root] })
  return {
    mark: useMutation({ mutation: (asked: Call<typeof markCommon>) => call(markCommon, asked), onSettled }),
    unmark: useMutation({ mutation: (asked: Call<typeof unmarkCommon>) => call(unmarkCommon, asked), onSettled }),
  }
}
