import { and, count, desc, eq, ne, sql } from 'drizzle-orm'
import type { SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units } from '../org/index.ts'
import { recognitions } from '../recognition/index.ts'
import { publicationLists, publicResults as results } from './publication.tables.ts'

const province = { id: units.id, code: units.code, name: units.name, type: units.type }

/** What anyone may read of a result in a list: of people nothing. */
const columns = {
  id: results.submissionId,
  unit: { id: results.unitId, code: results.unitCode, name: results.unitName, type: results.unitType },
  managingBody: { id: results.bodyUnitId, code: results.bodyCode, name: results.bodyName, type: results.bodyType },
  province,
  schoolYear: results.schoolYear,
  level: results.level,
  levelName: results.levelName,
  setTitle: indicatorSets.title,
  sample: indicatorSets.sample,
  verifiedOn: indicatorSets.verifiedOn,
  certificateNumber: results.certificateNumber,
  publishedAt: results.publishedAt,
  publishedOn: results.publishedOn,
  total: results.total,
  decision: { number: results.decisionNumber, signedOn: results.decisionSignedOn },
  issuer: results.decisionIssuer,
}

/** What stands on a line of a list. */
export const published = (db: Queryable) =>
  db
    .select(columns)
    .from(results)
    .innerJoin(indicatorSets, eq(indicatorSets.id, results.indicatorSetId))
    .innerJoin(units, eq(units.id, results.provinceUnitId))
export type PublishedRow = Awaited<ReturnType<typeof published>>[number]

/** A result with all that its page says. */
export async function find(db: Queryable, id: SubmissionId) {
  const [row] = await db
    .select({
      ...columns,
      list: { id: publicationLists.id, title: publicationLists.title, note: publicationLists.note },
      campaignId: results.campaignId,
      setId: results.indicatorSetId,
      result: recognitions.result,
    })
    .from(results)
    .innerJoin(indicatorSets, eq(indicatorSets.id, results.indicatorSetId))
    .innerJoin(units, eq(units.id, results.provinceUnitId))
    .innerJoin(recognitions, eq(recognitions.id, results.currentRecognitionId))
    .leftJoin(publicationLists, eq(publicationLists.id, results.listId))
    .where(eq(results.submissionId, id))
  return row
}
export type FoundRow = NonNullable<Awaited<ReturnType<typeof find>>>

/** What the team answered, pinned with the recognition. */
export async function answersOf(db: Queryable, id: SubmissionId) {
  const [row] = await db
    .select({ answers: recognitions.answers })
    .from(results)
    .innerJoin(recognitions, eq(recognitions.id, results.currentRecognitionId))
    .where(eq(results.submissionId, id))
  return row?.answers ?? {}
}

/** Other published results of the same unit, the newest school year first. */
export const historyOf = (db: Queryable, { id, unit }: Pick<PublishedRow, 'id' | 'unit'>) =>
  published(db)
    .where(and(eq(results.unitId, unit.id), ne(results.submissionId, id)))
    .orderBy(desc(results.schoolYear), desc(results.publishedAt), desc(results.submissionId))
    .limit(50)

/** How many results are published, by level and school year. */
export const countByLevel = (db: Queryable) =>
  db
    .select({ level: results.level, schoolYear: results.schoolYear, count: count() })
    .from(results)
    .groupBy(results.level, results.schoolYear)

/** The bodies whose units have published results, each under the name it bore last, with its province. */
export function listBodies(db: Queryable) {
  const bodies = db
    .selectDistinctOn([results.bodyUnitId, results.provinceUnitId], {
      id: results.bodyUnitId,
      code: results.bodyCode,
      name: results.bodyName,
      type: results.bodyType,
      provinceId: results.provinceUnitId,
    })
    .from(results)
    .orderBy(results.bodyUnitId, results.provinceUnitId, desc(results.publishedAt))
    .as('bodies')
  return db
    .select({
      body: { id: bodies.id, code: bodies.code, name: bodies.name, type: bodies.type },
      province,
    })
    .from(bodies)
    .innerJoin(units, eq(units.id, bodies.provinceId))
    .orderBy(sql`${units.name} collate vi, ${bodies.name} collate vi, ${bodies.id}`)
}
