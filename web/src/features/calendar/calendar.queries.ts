import { getCalendarFeed, listCalendar, renewCalendarFeed, revokeCalendarFeed, type Call } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['calendar'] as const

export const calendarQuery = defineQueryOptions((query: Call<typeof listCalendar>['query']) => ({
  key: [...root, 'entries', { ...query }],
  query: ({ signal }) => call(listCalendar, { query }, { signal }),
}))

export const feedQuery = defineQueryOptions(() => ({
  key: [...root, 'feed'],
  query: () => call(getCalendarFeed, {}).then(({ feed }) => feed),
}))

function useFeedMutation<R>(mutation: () => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...root, 'feed'] }) })
}
export const useRenewFeed = () => useFeedMutation(() => call(renewCalendarFeed, {}))
export const useRevokeFeed = () => useFeedMutation(() => call(revokeCalendarFeed, {}))
