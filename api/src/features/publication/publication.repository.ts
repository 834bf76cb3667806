import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { SubmissionId, UnitSummary } from '@thuoc/shared'
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

/** How many results are published, by level and school year: each year is counted in its index, and no row is read. */
export async function countByLevel(db: Queryable) {
  const { rows } = await db.execute<{ level: number; schoolYear: string; count: number }>(sql`
    with recursive year (name) as (
      select min(school_year) from ${results}
      union all
      select (select min(one.school_year) from ${results} one where one.school_year > year.name) from year
      where year.name is not null)
    select counted.level, year.name as "schoolYear", counted.count
    from year cross join lateral (
      select one.level, count(*)::int as count from ${results} one where one.school_year = year.name group by one.level) counted`)
  return rows
}

const bodyColumns = sql`one.body_unit_id, one.province_unit_id, one.body_code, one.body_name, one.body_type`
const bodiesInTurn = sql`order by one.body_unit_id, one.province_unit_id, one.published_at desc limit 1`
/**
 * The bodies whose units have published results, each under the name it bore last, with its province: from one to the next
 * along the index, instead of through all their results.
 */
export async function listBodies(db: Queryable) {
  const { rows } = await db.execute<{ body: UnitSummary; province: UnitSummary }>(sql`
    with recursive body as (
      (select ${bodyColumns} from ${results} one ${bodiesInTurn})
      union all
      select next.* from body cross join lateral (
        select ${bodyColumns} from ${results} one
        where (one.body_unit_id, one.province_unit_id) > (body.body_unit_id, body.province_unit_id) ${bodiesInTurn}) next)
    select json_build_object('id', body.body_unit_id, 'code', body.body_code, 'name', body.body_name, 'type', body.body_type)
        as body,
      json_build_object('id', province.id, 'code', province.code, 'name', province.name, 'type', province.type) as province
    from body
      -- One after the other: for the few provinces the planner would read every unit.
      cross join lateral (select * from units where units.id = body.province_unit_id offset 0) province
    order by province.name collate vi, body.body_name collate vi, body.body_unit_id`)
  return rows
}
