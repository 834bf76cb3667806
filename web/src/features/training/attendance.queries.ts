import {
  answerTrainingQuestion,
  askTrainingQuestion,
  changeTrainingQuestion,
  listQuestionVersions,
  listTrainingAttendees,
  listTrainingCandidates,
  listTrainingQuestions,
  markAttendance,
  moderateTrainingQuestion,
  registerForTraining,
  withdrawFromTraining,
  type Call,
  type TrainingAttendee,
  type TrainingQuestionId,
  type TrainingSessionId,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { root, useTrainingMutation } from './training.queries.ts'

export const attendeesQuery = defineQueryOptions(
  ({ id, query }: { id: TrainingSessionId; query: Call<typeof listTrainingAttendees>['query'] }) => ({
    key: [...root, id, 'attendees', { ...query }],
    query: ({ signal }) => call(listTrainingAttendees, { params: { id }, query }, { signal }),
  }),
)

/** Everybody, for the printed list: page after page. */
export const allAttendeesQuery = defineQueryOptions((id: TrainingSessionId) => ({
  key: [...root, id, 'attendees', 'all'],
  query: async () => {
    const all: TrainingAttendee[] = []
    let cursor: string | undefined
    do {
      const page = await call(listTrainingAttendees, { params: { id }, query: { limit: 200, cursor } })
      all.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    return all
  },
}))

export const candidatesQuery = defineQueryOptions(({ id, unitId }: { id: TrainingSessionId; unitId?: UnitId }) => ({
  key: [...root, id, 'candidates', unitId ?? 'own'],
  query: () => call(listTrainingCandidates, { params: { id }, query: { unitId } }).then(({ items }) => items),
}))

export const useRegister = () =>
  useTrainingMutation((request: Call<typeof registerForTraining>) => call(registerForTraining, request))
export const useWithdraw = () =>
  useTrainingMutation((request: Call<typeof withdrawFromTraining>) => call(withdrawFromTraining, request))
export const useMark = () =>
  useTrainingMutation((request: Call<typeof markAttendance>) => call(markAttendance, request))

export const questionsQuery = defineQueryOptions(
  ({ id, query }: { id: TrainingSessionId; query: Call<typeof listTrainingQuestions>['query'] }) => ({
    key: [...root, id, 'questions', { ...query }],
    query: ({ signal }) => call(listTrainingQuestions, { params: { id }, query }, { signal }),
  }),
)

export const questionVersions = (id: TrainingQuestionId) =>
  call(listQuestionVersions, { params: { id } }).then(({ items }) => items)

export const useAsk = () =>
  useTrainingMutation((request: Call<typeof askTrainingQuestion>) => call(askTrainingQuestion, request))
export const useReword = () =>
  useTrainingMutation((request: Call<typeof changeTrainingQuestion>) => call(changeTrainingQuestion, request))
export const useAnswer = () =>
  useTrainingMutation((request: Call<typeof answerTrainingQuestion>) => call(answerTrainingQuestion, request))
export const useModerate = () =>
  useTrainingMutation((request: Call<typeof moderateTrainingQuestion>) => call(moderateTrainingQuestion, request))
