import { countSubmissions, countSubmissionsByAssessor, listSubmissions, listTasks, type Call } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

export const taskListQuery = defineQueryOptions((query: Call<typeof listTasks>['query']) => ({
  key: ['tasks', { ...query }],
  query: () => call(listTasks, { query }),
}))

/** Stand below the files, so that every move makes them look again. */
const root = ['submissions'] as const

/** The files of a school: those of running campaigns come first. */
export const ownFilesQuery = defineQueryOptions({
  key: [...root, 'list', { limit: 20 }],
  query: () => call(listSubmissions, { query: { limit: 20 } }),
})

export const countsQuery = defineQueryOptions((query: Call<typeof countSubmissions>['query']) => ({
  key: [...root, 'counts', { ...query }],
  query: () => call(countSubmissions, { query }),
}))

export const bodiesQuery = defineQueryOptions((query: Call<typeof countSubmissionsByAssessor>['query']) => ({
  key: [...root, 'counts-by-assessor', { ...query }],
  query: () => call(countSubmissionsByAssessor, { query }),
}))
