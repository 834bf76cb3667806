import { checkCertificate, getPublicFilters, getPublicResult, searchResults, publish, type Call } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { useFileMutation } from '../recognition/index.ts'

const root = ['results'] as const

export const resultListQuery = defineQueryOptions((query: Call<typeof searchResults>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(searchResults, { query }),
  placeholderData: (previous) => previous,
}))

export const resultFiltersQuery = defineQueryOptions({
  key: [...root, 'filters'],
  query: () => call(getPublicFilters, {}),
  staleTime: 60_000,
})

export const resultQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getPublicResult, { params: { id } }),
}))

export const certificateQuery = defineQueryOptions((number: string) => ({
  key: [...root, 'certificates', number],
  query: () => call(checkCertificate, { params: { number } }),
}))

export const usePublish = () => useFileMutation((request: Call<typeof publish>) => call(publish, request))
