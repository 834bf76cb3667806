import { and, count, desc, eq, ne, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { PublicationListId, SubmissionId, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units } from '../org/index.ts'
import { currentRecognitions as recognitions, recognitionDecisions } from '../recognition/index.ts'
import { submissions } from '../submissions/index.ts'
import { currentPublications as publications, publicationLists } from './publication.tables.ts'

const unit = {
  id: campaignUnits.unitId,
  code: campaignUnits.unitCode,
  /** As the certificate has it: a correction may have put it otherwise. */
  name: sql<string>`coalesce(${recognitions.printed} ->> 'unitName', ${campaignUnits.unitName})`,
  type: campaignUnits.unitType,
}
/** The body that assessed and recognised the unit in this campaign, as it was called then. */
const managingBody = {
  id: campaignUnits.assessorUnitId,
  code: campaignUnits.assessorCode,
  name: campaignUnits.assessorName,
  type: campaignUnits.assessorType,
}
const province = { id: units.id, code: units.code, name: units.name, type: units.type }

const about = alias(recognitionDecisions, 'about')

/** What anyone may read: of people nobody but the signatory. */
const columns = {
  id: publications.submissionId,
  unit,
  managingBody,
  province,
  schoolYear: campaigns.schoolYear,
  level: recognitions.level,
  levelName: recognitions.levelName,
  setTitle: indicatorSets.title,
  sample: indicatorSets.sample,
  verifiedOn: indicatorSets.verifiedOn,
  certificateNumber: recognitions.certificateNumber,
  publishedAt: publications.publishedAt,
  publishedOn: publications.publishedOn,
  list: { id: publicationLists.id, title: publicationLists.title, note: publicationLists.note },
  campaignId: campaigns.id,
  setId: indicatorSets.id,
  result: recognitions.result,
  /** The decision of recognition in the words that count now: a correction may have put them otherwise. */
  decision: {
    number: sql<string>`coalesce(${recognitions.printed} ->> 'number', ${about.number}, ${recognitionDecisions.number})`,
    signedOn: sql<string>`coalesce(${recognitions.printed} ->> 'signedOn', ${about.signedOn}::text,
      ${recognitionDecisions.signedOn}::text)`,
  },
  issuer: recognitionDecisions.issuerName,
}

const published = (db: Queryable) =>
  db
    .select(columns)
    .from(publications)
    .innerJoin(recognitions, eq(recognitions.submissionId, publications.submissionId))
    .leftJoin(publicationLists, eq(publicationLists.id, publications.listId))
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, recognitions.decisionId))
    .leftJoin(about, eq(about.id, recognitionDecisions.aboutId))
    .innerJoin(submissions, eq(submissions.id, publications.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .innerJoin(units, eq(units.id, campaigns.provinceUnitId))
export type PublishedRow = Awaited<ReturnType<typeof published>>[number]

export type Search = {
  q?: string | undefined
  provinceId?: UnitId | undefined
  managingBodyId?: UnitId | undefined
  unitId?: UnitId | undefined
  listId?: PublicationListId | undefined
  level?: number | undefined
  schoolYear?: string | undefined
}
/** Sort key of results: when they were published, and the file. */
export type PublishedKey = [at: string, id: string]

const fits = ({
  q = '',
  provinceId,
  managingBodyId,
  unitId,
  listId,
  level,
  schoolYear,
}: Search): (SQL | undefined)[] => [
  ...likeWords(q).map((word) => sql`${campaignUnits.search} like unaccented(${word})`),
  provinceId && eq(campaigns.provinceUnitId, provinceId),
  managingBodyId && eq(campaignUnits.assessorUnitId, managingBodyId),
  unitId && eq(campaignUnits.unitId, unitId),
  listId && eq(publications.listId, listId),
  level === undefined ? undefined : eq(recognitions.level, level),
  schoolYear === undefined ? undefined : eq(campaigns.schoolYear, schoolYear),
]

/** The newest first; one more than `limit`, to see whether there are more. */
export const search = (db: Queryable, filters: Search, after: PublishedKey | null, limit: number) =>
  published(db)
    .where(
      and(
        ...fits(filters),
        after
          ? sql`(${publications.publishedAt}, ${publications.submissionId}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(publications.publishedAt), desc(publications.submissionId))
    .limit(limit + 1)

export async function find(db: Queryable, id: SubmissionId): Promise<PublishedRow | undefined> {
  const [row] = await published(db).where(eq(publications.submissionId, id))
  return row
}

/** What the team answered, pinned with the recognition. */
export async function answersOf(db: Queryable, id: SubmissionId) {
  const [row] = await db
    .select({ answers: recognitions.answers })
    .from(recognitions)
    .where(eq(recognitions.submissionId, id))
  return row?.answers ?? {}
}

/** Other published results of the same unit, the newest school year first. */
export const historyOf = (db: Queryable, { id, unit: { id: unitId } }: PublishedRow) =>
  published(db)
    .where(and(eq(campaignUnits.unitId, unitId), ne(publications.submissionId, id)))
    .orderBy(desc(campaigns.schoolYear), desc(publications.publishedAt), desc(publications.submissionId))
    .limit(50)

/** How many results are published, by level and school year. */
export const countByLevel = (db: Queryable) =>
  db
    .select({ level: recognitions.level, schoolYear: campaigns.schoolYear, count: count() })
    .from(publications)
    .innerJoin(recognitions, eq(recognitions.submissionId, publications.submissionId))
    .innerJoin(submissions, eq(submissions.id, publications.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .groupBy(recognitions.level, campaigns.schoolYear)

/** The bodies whose units have published results, each under the name it bore last, with its province. */
export function listBodies(db: Queryable) {
  const bodies = db
    .selectDistinctOn([campaignUnits.assessorUnitId, campaigns.provinceUnitId], {
      id: campaignUnits.assessorUnitId,
      code: campaignUnits.assessorCode,
      name: campaignUnits.assessorName,
      type: campaignUnits.assessorType,
      provinceId: campaigns.provinceUnitId,
    })
    .from(publications)
    .innerJoin(submissions, eq(submissions.id, publications.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .orderBy(campaignUnits.assessorUnitId, campaigns.provinceUnitId, desc(publications.publishedAt))
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
