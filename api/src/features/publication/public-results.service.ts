import {
  answer,
  levelNameOf,
  result,
  resultUnder,
  type Certificate,
  type EndedResult,
  type getPublicFilters,
  type Page,
  type PublicAnswer,
  type PublicResult,
  type PublicResultDetail,
  type Reply,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf, refinedBy } from '../catalogues/index.ts'
import { websiteOf } from '../deliverables/index.ts'
import { publicYearsOf } from '../earlier-results/index.ts'
import { certificateNumbered } from '../recognition/index.ts'
import { listEnded, pastOf, publishedNumbers } from './ended.repository.ts'
import * as repository from './publication.repository.ts'
import { search as searchPublished, type Search } from './search.repository.ts'

export type PublicResultsService = ReturnType<typeof createPublicResultsService>
const publishedKey = z.tuple([z.iso.datetime(), z.uuid()])

/** What anyone may read, without signing in. */
export function createPublicResultsService({ db }: { db: Db }) {
  async function search(query: PageRequest & Search): Promise<Page<PublicResult>> {
    const after = decodeCursor(query.cursor, publishedKey)
    const rows = await searchPublished(db, query, after, query.limit ?? defaultLimit)
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

  /** The result as it stands, or what became of it. @throws Problem `result.not-found` */
  async function get(id: SubmissionId): Promise<PublicAnswer> {
    const row = await repository.find(db, id)
    if (row) return detail(row)
    const [ended] = await listEnded(db, { id })
    if (!ended) throw new Problem('result.not-found')
    return presentEnded(ended)
  }

  /**
   * Confirms what was published only: before that a number is unknown to everyone outside. An old number leads to the
   * one that a correction put in its place. @throws Problem `certificate.not-found`
   */
  async function checkCertificate(number: string): Promise<PublicAnswer> {
    const last = await lastOf(number)
    if (!last) throw new Problem('certificate.not-found')
    const known = await Promise.all((await publishedNumbers(db, last.submissionId)).map(lastOf))
    if (!known.some((one) => one?.number === last.number)) throw new Problem('certificate.not-found')
    const row = await repository.find(db, last.submissionId)
    if (row?.certificateNumber === last.number) return detail(row)
    const [ended] = await listEnded(db, { id: last.submissionId })
    if (ended?.certificateNumber === last.number) return presentEnded(ended)
    // Revoked, and the unit was recognised again since under another number.
    const { decision, ...place } = await placeOf(last)
    return {
      ...place,
      state: 'revoked',
      certificateNumber: last.number,
      endedOn: decision.signedOn,
      reason: null,
      decision,
    }
  }

  /** Where the corrections of a certificate lead; null: there is no such number. */
  async function lastOf(number: string): Promise<Certificate | null> {
    const found = await certificateNumbered(db, number)
    return found?.ended?.successor ? lastOf(found.ended.successor) : found
  }

  /** What to say of a revoked certificate whose file has another one now. */
  async function placeOf({ submissionId, ended, decision }: Certificate) {
    const row = await repository.find(db, submissionId)
    const [other] = row ? [] : await listEnded(db, { id: submissionId })
    const place = row ?? other
    if (!place) throw new Problem('certificate.not-found')
    const { id, unit, managingBody, province, schoolYear, setTitle, publishedOn } = place
    const ending = ended?.decision ?? decision
    return { id, unit, managingBody, province, schoolYear, setTitle, publishedOn, decision: ending }
  }

  async function detail(row: repository.FoundRow): Promise<PublicResultDetail> {
    const [definition, history, underRefined, certificate] = await Promise.all([
      definitionOf(db, row.setId),
      repository.historyOf(db, row),
      readUnderRefined(row),
      certificateNumbered(db, row.certificateNumber),
    ])
    if (!certificate) throw new Error(`No certificate ${row.certificateNumber}`)
    const { groups, total } = z.decode(result, row.result)
    const titles = new Map(definition.groups.map(({ code, title }) => [code, title]))
    const { number, signedOn, signatory, office } = certificate.decision
    return {
      ...present(row),
      state: 'published',
      groups: groups.map((group) => ({ ...group, title: titles.get(group.code) ?? group.code })),
      total,
      underRefined,
      decision: { number, signedOn, signatory, office, issuer: row.issuer },
      correction: certificate.correction,
      replaces: certificate.replaces,
      list: row.list,
      schoolLink: await websiteOf(db, row.campaignId, row.unit.id),
      past: await pastOf(db, row.id),
      history: history.map(present),
      earlierYears: await publicYearsOf(db, row.unit.id),
    }
  }

  /** The pinned answers, read under the set that the one of the file refines. Both sets are frozen. */
  async function readUnderRefined(row: repository.FoundRow): Promise<PublicResultDetail['underRefined']> {
    const refined = await refinedBy(db, row.setId)
    if (!refined) return null
    const pinned = Object.entries(await repository.answersOf(db, row.id))
    const answers = Object.fromEntries(pinned.map(([code, given]) => [code, z.decode(answer, given)]))
    const { level } = resultUnder(refined.definition, await definitionOf(db, row.setId), answers)
    return { set: refined.mark, level, levelName: levelNameOf(refined.definition, level) }
  }

  return { search, filters, get, checkCertificate }
}

/** Field by field: what a row holds beyond this is not for everyone. */
export const present = (row: repository.PublishedRow): PublicResult => ({
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
  publishedOn: row.publishedOn,
})

const presentEnded = ({ sample: _, ...row }: Awaited<ReturnType<typeof listEnded>>[number]): EndedResult => row
