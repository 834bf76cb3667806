import {
  answer,
  levelNameOf,
  result,
  resultUnder,
  type getPublicFilters,
  type Page,
  type PublicResult,
  type PublicResultDetail,
  type Reply,
  type SubmissionId,
  type SubmissionsOnce,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf, refinedBy } from '../catalogues/index.ts'
import { publicYearsOf } from '../earlier-results/index.ts'
import { faultsOf, requireOwn } from '../recognition/index.ts'
import { lockMany, move } from '../submissions/index.ts'
import * as repository from './publication.repository.ts'

export type PublicationService = ReturnType<typeof createPublicationService>
const publishedKey = z.tuple([z.iso.datetime(), z.uuid()])

/** What is made public, and what anyone may then read. */
export function createPublicationService({ db, now }: { db: Db; now: () => Date }) {
  /** Publishes every listed file, or none. */
  function publish(actor: Actor, items: SubmissionsOnce): Promise<{ published: number; publishedAt: string }> {
    return db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const listed = requireOwn(actor, 'publish', items, await lockMany(tx, actor, ids))
      const errors = faultsOf(listed, 'publish')
      const moved = errors.some(({ message }) => message === 'submission.wrong-state')
      if (errors.length > 0) throw new Problem(moved ? 'submission.wrong-state' : 'submission.stale', { errors })
      const at = now()
      for (const { row, item } of listed)
        await move(tx, actor, row, { action: 'publish', version: item.version, reason: null }, at)
      const publishedAt = await repository.insertPublications(tx, actor, ids)
      return { published: ids.length, publishedAt: publishedAt.toISOString() }
    })
  }

  async function search(query: PageRequest & repository.Search): Promise<Page<PublicResult>> {
    const after = decodeCursor(query.cursor, publishedKey)
    const rows = await repository.search(db, query, after, query.limit ?? defaultLimit)
    return toPage(rows, query, (row) => [row.publishedAt.toISOString(), row.id], present)
  }

  /** What the search can be narrowed by, each value with at least one result. */
  async function filters(): Promise<Reply<typeof getPublicFilters>> {
    const [counts, bodies] = await Promise.all([repository.countByLevel(db), repository.listBodies(db)])
    return {
      total: counts.reduce((sum, { count }) => sum + count, 0),
      provinces: [...new Map(bodies.map(({ province }) => [province.id, province])).values()],
      managingBodies: bodies.map(({ body, province }) => ({ ...body, provinceId: province.id })),
      levels: [...new Set(counts.map(({ level }) => level))].sort((a, b) => a - b),
      schoolYears: [...new Set(counts.map(({ schoolYear }) => schoolYear))].sort().reverse(),
    }
  }

  async function get(id: SubmissionId): Promise<PublicResultDetail> {
    return detail(await repository.find(db, id), 'result.not-found')
  }

  /** Confirms what was published only: before that a number is unknown to everyone outside. */
  async function checkCertificate(number: string): Promise<PublicResultDetail> {
    return detail(await repository.findByCertificate(db, number), 'certificate.not-found')
  }

  async function detail(
    row: repository.PublishedRow | undefined,
    missing: 'result.not-found' | 'certificate.not-found',
  ): Promise<PublicResultDetail> {
    if (!row) throw new Problem(missing)
    const [definition, history, underRefined] = await Promise.all([
      definitionOf(db, row.setId),
      repository.historyOf(db, row),
      readUnderRefined(row),
    ])
    const { groups, total } = z.decode(result, row.result)
    const titles = new Map(definition.groups.map(({ code, title }) => [code, title]))
    return {
      ...present(row),
      groups: groups.map((group) => ({ ...group, title: titles.get(group.code) ?? group.code })),
      total,
      underRefined,
      decision: row.decision,
      history: history.map(present),
      earlierYears: await publicYearsOf(db, row.unit.id),
    }
  }

  /** The pinned answers, read under the set that the one of the file refines. Both sets are frozen. */
  async function readUnderRefined(row: repository.PublishedRow): Promise<PublicResultDetail['underRefined']> {
    const refined = await refinedBy(db, row.setId)
    if (!refined) return null
    const pinned = Object.entries(await repository.answersOf(db, row.id))
    const answers = Object.fromEntries(pinned.map(([code, given]) => [code, z.decode(answer, given)]))
    const { level } = resultUnder(refined.definition, await definitionOf(db, row.setId), answers)
    return { set: refined.mark, level, levelName: levelNameOf(refined.definition, level) }
  }

  return { publish, search, filters, get, checkCertificate }
}

/** Field by field: what a row holds beyond this is not for everyone. */
const present = (row: repository.PublishedRow): PublicResult => ({
  id: row.id,
  unit: row.unit,
  managingBody: row.managingBody,
  province: row.province,
  schoolYear: row.schoolYear,
  level: row.level,
  levelName: row.levelName,
  setTitle: row.setTitle,
  sample: row.sample,
  verified: row.verifiedOn !== null,
  certificateNumber: row.certificateNumber,
  publishedAt: row.publishedAt.toISOString(),
})
