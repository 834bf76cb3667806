import {
  checkCertificate,
  describeOpenData,
  getPublicFilters,
  getPublicResult,
  searchResults,
  type Call,
} from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

/** What anyone may read; apart from the office's own calls, so that the public pages stay small. */
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

export const openDataQuery = defineQueryOptions({
  key: [...root, 'open-data'],
  query: () => call(describeOpenData, {}),
})
