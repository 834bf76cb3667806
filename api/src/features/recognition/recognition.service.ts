import {
  answer,
  certificateNumberOf,
  certificatePrefix,
  dayOf,
  levelNameOf,
  result as resultSchema,
  resultOf,
  type CampaignId,
  type Decision,
  type DecisionId,
  type DecisionSummary,
  type NewDecision,
  type Page,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { groupExternalLines, type ExternalLineRow } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { findUnits } from '../org/index.ts'
import {
  answerOf,
  answersOf,
  lock,
  lockMany,
  move,
  requireVisible,
  type SubmissionsService,
} from '../submissions/index.ts'
import { faultsOf, requireOwn, type Listed } from './recognition.policy.ts'
import * as repository from './recognition.repository.ts'

export type RecognitionService = ReturnType<typeof createRecognitionService>
type Ports = { db: Db; present: SubmissionsService['present']; now: () => Date }
const decisionKey = z.tuple([z.iso.date(), z.uuid()])

/** Decisions of recognition, and refusals. */
export function createRecognitionService({ db, present, now }: Ports) {
  async function list(
    actor: Actor,
    query: PageRequest & { campaignId?: CampaignId | undefined },
  ): Promise<Page<DecisionSummary>> {
    const { campaignId, cursor, limit = defaultLimit } = query
    const rows = await repository.list(db, actor, { campaignId, after: decodeCursor(cursor, decisionKey), limit })
    return toPage(rows, query, (row) => [row.signedOn, row.id], presentDecision)
  }

  const get = (actor: Actor, id: DecisionId): Promise<Decision> => read(db, actor, id)

  /**
   * Recognises the level of every listed file, or of none. The level is what the external answers come to; nobody
   * enters it. Result and answers are pinned as they stand.
   */
  function recognise(actor: Actor, { items, ...order }: NewDecision): Promise<Decision> {
    return db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const listed = requireOwn(actor, 'recognise', items, await lockMany(tx, actor, ids))
      const errors = faultsOf(listed, 'recognise', order.campaignId)
      if (errors.length > 0) throw new Problem('decision.submission-not-ready', { errors })
      const at = now()
      if (order.signedOn > dayOf(at)) throw new Problem('decision.in-the-future')

      const issuer = one(await findUnits(tx, [actor.unitId]))
      const decision = await repository.insertDecision(tx, actor, issuer, order)
      const prefix = certificatePrefix(issuer.code)
      const first = await repository.takeNumbers(tx, prefix, decision.year, listed.length)
      const external = await groupExternalLines(tx, ids)
      for (const [place, file] of listed.entries()) {
        const certificateNumber = certificateNumberOf(prefix, decision.year, first + place)
        await recogniseOne(tx, actor, file, external.get(file.row.id) ?? [], {
          decisionId: decision.id,
          certificateNumber,
          at,
        })
      }
      return read(tx, actor, decision.id)
    })
  }

  /** Refuses recognition; the reason stands in the timeline. */
  function refuse(
    actor: Actor,
    id: SubmissionId,
    { version, reason }: { version: number; reason: string },
  ): Promise<Submission> {
    return db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      return present(tx, actor, await move(tx, actor, row, { action: 'refuse', version, reason }, now()))
    })
  }

  return { list, get, recognise, refuse }
}

async function recogniseOne(
  tx: Tx,
  actor: Actor,
  { row, item }: Listed,
  lines: readonly ExternalLineRow[],
  { at, ...given }: { decisionId: DecisionId; certificateNumber: string; at: Date },
) {
  const definition = await definitionOf(tx, row.set.id)
  const result = resultOf(definition, answersOf(lines))
  const answers = Object.fromEntries<repository.NewRecognition['answers'][string]>(
    lines.map((line) => [line.criterionCode, { ...z.encode(answer, answerOf(line)), reason: line.reason }]),
  )
  await repository.insertRecognition(tx, {
    ...given,
    submissionId: row.id,
    level: result.level,
    levelName: levelNameOf(definition, result.level),
    result: z.encode(resultSchema, result),
    answers,
  })
  const changes = { recognisedLevel: result.level }
  await move(tx, actor, row, { action: 'recognise', version: item.version, reason: null, changes }, at)
}

async function read(source: Queryable, actor: Actor, id: DecisionId): Promise<Decision> {
  const row = await repository.find(source, actor, id)
  if (!row) throw new Problem('decision.not-found')
  return { ...presentDecision(row), items: await repository.itemsOf(source, actor, id) }
}

const presentDecision = (row: repository.DecisionRow): DecisionSummary => ({
  ...row,
  recordedAt: row.recordedAt.toISOString(),
})
