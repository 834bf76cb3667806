import { getUnit, listEarlierResults, listUnitYears, type Call, type UnitId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['earlier-results'] as const

export const earlierResultsQuery = defineQueryOptions((query: Call<typeof listEarlierResults>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: ({ signal }) => call(listEarlierResults, { query }, { signal }),
}))

/** A unit with its years; decisions and imports change them, so that they are asked for anew each time. */
export const unitYearsQuery = defineQueryOptions((id: UnitId) => ({
  key: [...root, 'unit', id],
  staleTime: 0,
  query: async () => {
    const params = { id }
    const [unit, { items }] = await Promise.all([call(getUnit, { params, query: {} }), call(listUnitYears, { params })])
    return { unit, items }
  },
}))
