import {
  inOrder,
  levelNameOf,
  readinessOfStatus,
  resultOf,
  readinessWeightOf,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type NominationListId,
  type ReadinessCode,
  type SubmissionId,
} from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { groupExternalLines } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answersOf, brokenAmong, type SubmissionRow } from '../submissions/index.ts'
import { openListsOf, type CandidateRow } from './nomination-items.repository.ts'
import { listHindrances } from './readiness.repository.ts'

export type Readiness = { level: number | null; levelName: string | null; codes: ReadinessCode[] }

/**
 * What stands against each of these files now, and the level that the external answers come to.
 * @param listId the list for which it is asked: being open on that one is no hindrance
 */
export async function readinessOf(
  db: Queryable,
  files: readonly CandidateRow[],
  listId: NominationListId | null,
): Promise<ReadonlyMap<SubmissionId, Readiness>> {
  const ids = files.map(({ submissionId }) => submissionId)
  const elsewhere = await openListsOf(db, ids)
  const lines = await groupExternalLines(db, ids)
  const definitions = await definitionsOf(db, files)
  const found = new Map<SubmissionId, ReadinessCode[]>()
  for (const { id, code } of await listHindrances(db, ids)) found.set(id, [...(found.get(id) ?? []), code])
  return new Map(
    files.map(({ submissionId, indicatorSetId, status, level }) => {
      const definition = definitions.get(indicatorSetId)
      const ofStatus = readinessOfStatus[status]
      const codes: ReadinessCode[] = [...(found.get(submissionId) ?? [])]
      if (ofStatus) codes.push(ofStatus)
      const open = elsewhere.get(submissionId)
      if (open !== undefined && open !== listId) codes.push('on-another-list')
      const external = lines.get(submissionId) ?? []
      if (ofStatus === null && definition && resultOf(definition, answersOf(external)).unmetConditions.length > 0)
        codes.push('condition-unmet')
      const levelName = level === null || !definition ? null : levelNameOf(definition, level)
      return [submissionId, { level, levelName, codes: inOrder(codes) }]
    }),
  )
}

type Fault = { path: SubmissionId; message: ReadinessCode }

/** Which of these files, held by the transaction, no longer are what was agreed. */
export const brokenSealsOf = async (tx: Tx, rows: readonly SubmissionRow[]): Promise<Fault[]> =>
  [...(await brokenAmong(tx, rows, groupExternalLines)).keys()].map((path) => ({ path, message: 'seal-void' }))

/** What blocks these files, held by the transaction, at the moment of a decision. */
export async function blockersOf(tx: Tx, rows: readonly SubmissionRow[]): Promise<Fault[]> {
  const hindrances = await listHindrances(
    tx,
    rows.map(({ id }) => id),
  )
  const blocking = hindrances.filter(({ code }) => readinessWeightOf[code] === 'blocking')
  return [...blocking.map(({ id: path, code: message }) => ({ path, message })), ...(await brokenSealsOf(tx, rows))]
}

/** Each set once: a list of three hundred units has one or two. */
async function definitionsOf(db: Queryable, files: readonly CandidateRow[]) {
  const definitions = new Map<IndicatorSetId, IndicatorSetDefinition>()
  for (const id of new Set(files.map(({ indicatorSetId }) => indicatorSetId)))
    definitions.set(id, await definitionOf(db, id))
  return definitions
}
