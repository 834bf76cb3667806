import { getUnitResponsibles, listUnitsWithoutPeople, setUnitResponsibles, type Call, type UnitId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { peopleKey, usePeopleMutation } from './people.queries.ts'

export const unitResponsiblesQuery = defineQueryOptions((id: UnitId | undefined) => ({
  key: [...peopleKey, 'responsibles', id ?? ''],
  enabled: id !== undefined,
  query: ({ signal }) => {
    if (id === undefined) throw new Error('Nothing to ask for')
    return call(getUnitResponsibles, { params: { id } }, { signal })
  },
}))

export const useSetUnitResponsibles = () =>
  usePeopleMutation((request: Call<typeof setUnitResponsibles>) => call(setUnitResponsibles, request))

export const emptyUnitsQuery = defineQueryOptions((query: Call<typeof listUnitsWithoutPeople>['query']) => ({
  key: [...peopleKey, 'empty-units', query],
  query: ({ signal }) => call(listUnitsWithoutPeople, { query }, { signal }),
}))
