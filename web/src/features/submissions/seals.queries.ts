import { getCheckList, getRoundDifference, getSeals, type SubmissionId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

/** Below the key of the file: what moves it makes them look again. */
export const sealsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'seals'],
  query: () => call(getSeals, { params: { id } }).then(({ items }) => items),
}))

export const roundDifferenceQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'round-difference'],
  query: () => call(getRoundDifference, { params: { id }, query: {} }),
}))

/** What one sending brought that the one before had not. */
export const roundQuery = defineQueryOptions(({ id, round }: { id: SubmissionId; round: number }) => ({
  key: ['submissions', id, 'round-difference', round],
  query: () => call(getRoundDifference, { params: { id }, query: { round: String(round) } }),
}))

/** What was found on receipt, as it stands; null where nobody has looked. */
export const checkFindingsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'check-list'],
  query: () => call(getCheckList, { params: { id } }).then(({ checkList }) => checkList),
}))
