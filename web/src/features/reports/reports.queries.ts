import {
  getEmulationSettings,
  getReportChoices,
  getReportComparison,
  getReportHeat,
  getReportLevels,
  getReportProgress,
  getReportRadar,
  getReportScores,
  getReportYears,
  listReportRemarks,
  listReportUnits,
  previewEmulation,
  saveEmulationSettings,
  type Call,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['reports'] as const

export const choicesQuery = defineQueryOptions((query: Call<typeof getReportChoices>['query']) => ({
  key: [...root, 'choices', { ...query }],
  query: () => call(getReportChoices, { query }),
  // What is shown stays until the newer figures are there.
  placeholderData: (previous) => previous,
}))
export const levelsQuery = defineQueryOptions((query: Call<typeof getReportLevels>['query']) => ({
  key: [...root, 'levels', { ...query }],
  query: ({ signal }) => call(getReportLevels, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const scoresQuery = defineQueryOptions((query: Call<typeof getReportScores>['query']) => ({
  key: [...root, 'scores', { ...query }],
  query: ({ signal }) => call(getReportScores, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const heatQuery = defineQueryOptions((query: Call<typeof getReportHeat>['query']) => ({
  key: [...root, 'heat', { ...query }],
  query: ({ signal }) => call(getReportHeat, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const progressQuery = defineQueryOptions((query: Call<typeof getReportProgress>['query']) => ({
  key: [...root, 'progress', { ...query }],
  query: ({ signal }) => call(getReportProgress, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const comparisonQuery = defineQueryOptions((query: Call<typeof getReportComparison>['query']) => ({
  key: [...root, 'comparison', { ...query }],
  query: ({ signal }) => call(getReportComparison, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const yearsQuery = defineQueryOptions((query: Call<typeof getReportYears>['query']) => ({
  key: [...root, 'years', { ...query }],
  query: ({ signal }) => call(getReportYears, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const unitsQuery = defineQueryOptions((query: Call<typeof listReportUnits>['query']) => ({
  key: [...root, 'units', { ...query }],
  query: ({ signal }) => call(listReportUnits, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const remarksQuery = defineQueryOptions((query: Call<typeof listReportRemarks>['query']) => ({
  key: [...root, 'remarks', { ...query }],
  query: ({ signal }) => call(listReportRemarks, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const radarQuery = defineQueryOptions((query: Call<typeof getReportRadar>['query']) => ({
  key: [...root, 'radar', { ...query }],
  query: () => call(getReportRadar, { query }),
  placeholderData: (previous) => previous,
}))
export const emulationQuery = defineQueryOptions((query: Call<typeof previewEmulation>['query']) => ({
  key: [...root, 'emulation', 'rows', { ...query }],
  query: ({ signal }) => call(previewEmulation, { query }, { signal }),
  placeholderData: (previous) => previous,
}))
export const emulationSettingsQuery = defineQueryOptions({
  key: [...root, 'emulation', 'settings'],
  query: () => call(getEmulationSettings, {}),
})

export function useSaveEmulation() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof saveEmulationSettings>) => call(saveEmulationSettings, request),
    onSettled: () => cache.invalidateQueries({ key: [...root, 'emulation'] }),
  })
}
