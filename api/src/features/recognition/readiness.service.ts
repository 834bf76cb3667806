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
import type { Queryable } from '../../platform/db/client.ts'
import { groupExternalLines } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answersOf } from '../submissions/index.ts'
import { openListsOf, type CandidateRow } from './nominations.repository.ts'

type Found = readonly (readonly [SubmissionId, ReadinessCode])[]

/** What another feature knows to stand against files, all of a list at once; wired where the application is put together. */
export type ReadinessCheck = (
  db: Queryable,
  files: readonly Pick<CandidateRow, 'submissionId' | 'campaignUnitId' | 'unit' | 'status'>[],
) => Promise<Found>

export type Readiness = { level: number | null; levelName: string | null; codes: ReadinessCode[] }

/**
 * What stands against each of these files now, and the level that the external answers come to.
 * @param listId the list for which it is asked: being open on that one is no hindrance
 */
export async function readinessOf(
  db: Queryable,
  files: readonly CandidateRow[],
  checks: readonly ReadinessCheck[],
  listId: NominationListId | null,
): Promise<ReadonlyMap<SubmissionId, Readiness>> {
  const ids = files.map(({ submissionId }) => submissionId)
  const elsewhere = await openListsOf(db, ids)
  const lines = await groupExternalLines(db, ids)
  const definitions = await definitionsOf(db, files)
  const found = new Map<SubmissionId, ReadinessCode[]>()
  for (const check of checks)
    for (const [id, code] of await check(db, files)) found.set(id, [...(found.get(id) ?? []), code])
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

/** What blocks these files at the moment of a decision, as far as other features know. */
export async function blockersOf(
  db: Queryable,
  files: Parameters<ReadinessCheck>[1],
  checks: readonly ReadinessCheck[],
): Promise<{ path: SubmissionId; message: ReadinessCode }[]> {
  const found: { path: SubmissionId; message: ReadinessCode }[] = []
  for (const check of checks)
    for (const [path, message] of await check(db, files))
      if (readinessWeightOf[message] === 'blocking') found.push({ path, message })
  return found
}

/** Each set once: a list of three hundred units has one or two. */
async function definitionsOf(db: Queryable, files: readonly CandidateRow[]) {
  const definitions = new Map<IndicatorSetId, IndicatorSetDefinition>()
  for (const id of new Set(files.map(({ indicatorSetId }) => indicatorSetId)))
    definitions.set(id, await definitionOf(db, id))
  return definitions
}
