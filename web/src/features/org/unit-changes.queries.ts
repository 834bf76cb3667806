import {
  cancelUnitChange,
  getUnit,
  getUnitChange,
  getUnitHistory,
  listUnitChanges,
  makeUnitChange,
  previewUnitChange,
  type Call,
  type UnitChangeId,
  type UnitId,
  type UnitOrder,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['unit-changes'] as const

export const unitChangeQuery = defineQueryOptions((id: UnitChangeId) => ({
  key: [...root, 'one', id],
  query: ({ signal }) => call(getUnitChange, { params: { id } }, { signal }),
}))

export const unitChangeListQuery = defineQueryOptions((query: Call<typeof listUnitChanges>['query']) => ({
  key: [...root, 'list', query],
  query: ({ signal }) => call(listUnitChanges, { query }, { signal }),
}))

export const unitHistoryQuery = defineQueryOptions((id: UnitId) => ({
  key: ['units', 'history', id],
  query: ({ signal }) => call(getUnitHistory, { params: { id } }, { signal }),
}))

/** A unit as it stands this moment: its version is what an order was based on. */
export const seenUnit = async (id: UnitId) => {
  const { version: seen } = await call(getUnit, { params: { id }, query: {} })
  return { unitId: id, version: seen }
}

export const usePreviewUnitChange = () =>
  useMutation({ mutation: (body: UnitOrder) => call(previewUnitChange, { body }) })

/** What stands anywhere may have changed: units, people, files, campaigns. */
export function useMakeUnitChange() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: UnitOrder) => call(makeUnitChange, { body }),
    onSuccess: () => cache.invalidateQueries(),
  })
}

export function useCancelUnitChange() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (id: UnitChangeId) => call(cancelUnitChange, { params: { id } }),
    onSettled: () => cache.invalidateQueries({ key: root }),
  })
}
