import {
  countNotices,
  discardMails,
  getNotice,
  getNoticeSettings,
  listMails,
  listNotices,
  readNotices,
  resendMails,
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

const mailsRoot = ['mails'] as const

export const mailListQuery = defineQueryOptions((query: Call<typeof listMails>['query']) => ({
  key: [...mailsRoot, { ...query }],
  query: () => call(listMails, { query }),
}))

/** Sends letters again, or gives them up. */
export function useMoveMails() {
  const cache = useQueryCache()
  return useMutation({
    mutation: ({ move, ids }: { move: 'resend' | 'discard'; ids: string[] }) =>
      move === 'resend' ? call(resendMails, { body: { ids } }) : call(discardMails, { body: { ids } }),
    onSettled: () => cache.invalidateQueries({ key: [...mailsRoot] }),
  })
}
