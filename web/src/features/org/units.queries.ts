import { changeUnit, createUnit, getUnit, listPeople, listUnits, type Call, type UnitId } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQuery, useQueryCache } from '@pinia/colada'
import { ref } from 'vue'
import { call } from '../../platform/api/client.ts'
import { everyPage } from './every-page.ts'

const root = ['units'] as const

/** Asks nothing while no unit is known. */
export const unitQuery = defineQueryOptions((id: UnitId | undefined) => ({
  key: [...root, 'one', id ?? ''],
  query: ({ signal }) =>
    id ? call(getUnit, { params: { id }, query: {} }, { signal }) : Promise.reject(new Error('No unit to ask for')),
  enabled: id !== undefined,
}))

export const unitListQuery = defineQueryOptions((query: Call<typeof listUnits>['query']) => ({
  key: [...root, 'list', query],
  query: ({ signal }) => call(listUnits, { query }, { signal }),
}))

/** As many units as an order may name. */
const most = 2000

/** Every unit right below one, page after page. */
export const unitChildrenQuery = defineQueryOptions((parentId: UnitId) => ({
  key: [...root, 'children', parentId],
  query: ({ signal }) =>
    everyPage((cursor) => {
      const query = { parentId, limit: 200, ...(cursor !== null && { cursor }) }
      return call(listUnits, { query }, { signal })
    }, most),
}))

/** The first few accounts of one unit; the whole list is the identity feature's. */
export const unitPeopleQuery = defineQueryOptions((id: UnitId) => ({
  key: ['people', 'list', { unitId: id, limit: 10 }],
  query: ({ signal }) => call(listPeople, { query: { unitId: id, limit: 10 } }, { signal }),
}))

export function useCreateUnit() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: Call<typeof createUnit>['body']) => call(createUnit, { body }),
    onSettled: () => cache.invalidateQueries({ key: root }),
  })
}

export function useChangeUnit() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof changeUnit>) => call(changeUnit, request),
    onSettled: () => cache.invalidateQueries({ key: root }),
  })
}

/** Units to choose from, found as the name is typed. Give `search`, `units` and `loading` to a `UnitSelect`. */
export function useUnitSearch(within: () => Omit<Call<typeof listUnits>['query'], 'q' | 'cursor'> = () => ({})) {
  const text = ref('')
  const { data, isLoading } = useQuery(() => unitListQuery({ ...within(), q: text.value, limit: 20 }))
  return {
    units: data,
    loading: isLoading,
    search: (typed: string) => void (text.value = typed.trim()),
  }
}
