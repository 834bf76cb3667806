import { countNotices, listNotices, readNotices, type Call } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['notices'] as const

export const noticeListQuery = defineQueryOptions((query: Call<typeof listNotices>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listNotices, { query }),
}))

export const noticeCountQuery = defineQueryOptions({
  key: [...root, 'count'],
  query: () => call(countNotices, {}),
})

export function useReadNotices() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: Call<typeof readNotices>['body']) => call(readNotices, { body }),
    onSettled: () => cache.invalidateQueries({ key: [...root] }),
  })
}
