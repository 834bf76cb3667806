import { createApiKey, listApiKeys, revokeApiKey, type ApiKeyId, type Call } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['api-keys'] as const

export const apiKeysQuery = defineQueryOptions((query: Call<typeof listApiKeys>['query']) => ({
  key: [...root, query],
  query: ({ signal }) => call(listApiKeys, { query }, { signal }),
}))

export function useCreateApiKey() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: Call<typeof createApiKey>['body']) => call(createApiKey, { body }),
    onSettled: () => cache.invalidateQueries({ key: root }),
  })
}

export function useRevokeApiKey() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (id: ApiKeyId) => call(revokeApiKey, { params: { id } }),
    onSettled: () => cache.invalidateQueries({ key: root }),
  })
}
