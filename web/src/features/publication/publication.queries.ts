import { listPublications, publish, withdrawPublication, type Call } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { useFileMutation } from '../recognition/index.ts'

export const usePublish = () => useFileMutation((request: Call<typeof publish>) => call(publish, request))

export const useWithdraw = () =>
  useFileMutation((request: Call<typeof withdrawPublication>) => call(withdrawPublication, request))

export const publicationListsQuery = defineQueryOptions((query: Call<typeof listPublications>['query']) => ({
  key: ['results', 'lists', { ...query }],
  query: () => call(listPublications, { query }),
}))
