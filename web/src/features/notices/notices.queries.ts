import {
  countNotices,
  getNotice,
  getNoticeSettings,
  listNotices,
  readNotices,
  saveNoticeSettings,
  type Call,
  type NoticeChoice,
  type NoticeId,
} from '@thuoc/shared'
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

export const noticeQuery = defineQueryOptions((id: NoticeId) => ({
  key: [...root, 'one', id],
  query: () => call(getNotice, { params: { id } }),
}))

export const noticeSettingsQuery = defineQueryOptions({
  key: [...root, 'settings'],
  query: () => call(getNoticeSettings, {}),
})

export function useSaveNoticeSettings() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (choice: NoticeChoice) => call(saveNoticeSettings, { body: choice }),
    onSuccess: (saved) => cache.setQueryData(noticeSettingsQuery.key, saved),
  })
}
