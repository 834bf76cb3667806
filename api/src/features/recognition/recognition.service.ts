import {
  answer,
  certificateNumberOf,
  levelNameOf,
  result as resultSchema,
  resultOf,
  type CampaignId,
  type Decision,
  type DecisionId,
  type DecisionSummary,
  type NewDecision,
  type Certificate,
  type Page,
  type RecognitionId,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { groupExternalLines, type ExternalLineRow } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  answersOf,
  contentsOf,
  find,
  lockMany,
  moveAll,
  requireVisible,
  sealAll,
  type SubmissionsService,
} from '../submissions/index.ts'
import * as certificates from './certificates.repository.ts'
import { createCorrect } from './corrections.service.ts'
import { signDecision } from './decisions.ts'
import { settle } from './nomination-moves.service.ts'
import { lastDayOf, lockOpenLists } from './nominations.repository.ts'
import { blockersOf } from './readiness.service.ts'
import { faultsOf, maySign, requireOwn, type Listed } from './recognition.policy.ts'
import * as repository from './recognition.repository.ts'
import { createRefusals } from './refusals.service.ts'
import { createRevoke } from './revocations.service.ts'

export type RecognitionService = ReturnType<typeof createRecognitionService>
type Ports = {
  db: Db
  present: SubmissionsService['present']
  now: () => Date
}
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
      const lists = await lockOpenLists(tx, ids)
      const listed = requireOwn(actor, 'recognise', items, await lockMany(tx, actor, ids))
      const faults = faultsOf(listed, 'recognise', order.campaignId)
      const rows = listed.map(({ row }) => row)
      const errors = faults.length > 0 ? faults : await blockersOf(tx, rows)
      if (errors.length > 0) throw new Problem('decision.submission-not-ready', { errors })
      const at = now()
      const since = await lastDayOf(tx, [...lists.values()])
      const signed = await signDecision(tx, actor, order, { at, since })
      const first = await repository.takeNumbers(tx, signed.prefix, signed.year, listed.length)
      const external = await groupExternalLines(tx, ids)
      const ordinals = await certificates.ordinalsOf(tx, ids)
      const found = await findingsOf(tx, listed, external)
      await certificates.insertRecognitions(
        tx,
        found.map(({ row, told }, place) => ({
          ...told,
          submissionId: row.id,
          decisionId: signed.id,
          certificateNumber: certificateNumberOf(signed.prefix, signed.year, first + place),
          ordinal: (ordinals.get(row.id) ?? 0) + 1,
        })),
      )
      await sealAll(tx, actor, 'recognised', rows, await contentsOf(tx, rows, external), at)
      const files = found.map(({ row, item: { version }, told: { level } }) => ({
        ...{ row, version, reason: null, changes: { recognisedLevel: level } },
      }))
      await moveAll(tx, actor, 'recognise', files, at)
      await settle(tx, actor, lists, 'recognised', at)
      return read(tx, actor, signed.id)
    })
  }

  /** The certificates of a decision as they are printed. */
  async function listCertificates(actor: Actor, id: DecisionId): Promise<{ items: Certificate[] }> {
    if (!(await repository.find(db, actor, id))) throw new Problem('decision.not-found')
    return { items: await certificates.certificatesOf(db, actor, id) }
  }

  /** One of them, to be drawn up as a document. */
  async function getCertificate(actor: Actor, id: RecognitionId): Promise<Certificate> {
    const found = await certificates.certificateFor(db, actor, id)
    if (!found) throw new Problem('decision.not-found')
    return found
  }

  /** Every certificate a file was ever given. */
  async function listRecognitions(actor: Actor, id: SubmissionId): Promise<{ items: Certificate[] }> {
    requireVisible(await find(db, actor, id))
    return { items: await certificates.certificatesOfFile(db, id) }
  }

  return {
    list,
    get,
    recognise,
    ...createRefusals({ db, present, now }),
    listCertificates,
    listRecognitions,
    getCertificate,
    correct: createCorrect({ db, read, now }),
    revoke: createRevoke({ db, read, now }),
  }
}

/** What the external answers of each file come to, with the answers as they are pinned. */
async function findingsOf(
  tx: Tx,
  listed: readonly Listed[],
  external: ReadonlyMap<SubmissionId, readonly ExternalLineRow[]>,
) {
  const found = []
  for (const { row, item } of listed) {
    const lines = external.get(row.id) ?? []
    const definition = await definitionOf(tx, row.set.id)
    const result = resultOf(definition, answersOf(lines))
    const answers = Object.fromEntries<certificates.NewRecognition['answers'][string]>(
      lines.map((line) => [line.criterionCode, { ...z.encode(answer, answerOf(line)), reason: line.reason }]),
    )
    const levelName = levelNameOf(definition, result.level)
    const told = { level: result.level, levelName, result: z.encode(resultSchema, result), answers }
    found.push({ row, item, told })
  }
  return found
}

async function read(source: Queryable, actor: Actor, id: DecisionId): Promise<Decision> {
  const row = await repository.find(source, actor, id)
  if (!row) throw new Problem('decision.not-found')
  const items = await repository.itemsOf(source, actor, id)
  const followedBy = await repository.followersOf(source, id)
  const counts = row.kind !== 'revocation' && items.some(({ ended }) => ended === null)
  return {
    ...presentDecision(row),
    items,
    followedBy,
    actions: counts && maySign(actor, row.issuer.id) ? ['correct', 'revoke'] : [],
  }
}

const presentDecision = (row: repository.DecisionRow): DecisionSummary => ({
  ...row,
  recordedAt: row.recordedAt.toISOString(),
})
