import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { EarlierResultId, ImportChange, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { newId } from '../../platform/db/columns.ts'
import { hasWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { currentRecognitions as recognitions, recognitionDecisions } from '../recognition/index.ts'
import { submissions } from '../submissions/index.ts'
import { earlierResultEvents, earlierResults } from './earlier-results.tables.ts'

export type EarlierRow = typeof earlierResults.$inferSelect

/** Two imports go one after the other: both could bring the same year. */
export const lockEarlier = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('thuoc.earlier-results'))`)

/** Published sets of these codes (in small letters) that the actor sees. */
export const publishedSets = (db: Queryable, actor: Actor, codes: readonly string[]) =>
  db
    .select({ id: indicatorSets.id, code: indicatorSets.code, version: indicatorSets.version })
    .from(indicatorSets)
    .innerJoin(units, eq(units.id, indicatorSets.ownerUnitId))
    .where(
      and(
        eq(indicatorSets.status, 'published'),
        sql`lower(${indicatorSets.code}) = any(array(select jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb)))`,
        sql`(${units.path} @> ${actor.unitPath}::ltree or ${units.path} <@ ${actor.unitPath}::ltree)`,
      ),
    )

/** Everything taken over for these units, also what was withdrawn. */
export async function earlierOf(db: Queryable, ids: readonly UnitId[]): Promise<EarlierRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(earlierResults)
    .where(
      sql`${earlierResults.unitId} = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`,
    )
}

const setColumns = {
  id: indicatorSets.id,
  code: indicatorSets.code,
  version: indicatorSets.version,
  title: indicatorSets.title,
  sample: indicatorSets.sample,
  verifiedOn: indicatorSets.verifiedOn,
}

/** What the system recognised for these units, by year and set. */
export async function recognisedOf(db: Queryable, ids: readonly UnitId[]) {
  if (ids.length === 0) return []
  return db
    .select({
      unitId: campaignUnits.unitId,
      schoolYear: campaigns.schoolYear,
      set: setColumns,
      submissionId: recognitions.submissionId,
      level: recognitions.level,
      levelName: recognitions.levelName,
      result: recognitions.result,
      decision: {
        number: recognitionDecisions.number,
        signedOn: recognitionDecisions.signedOn,
        issuer: recognitionDecisions.issuerName,
      },
    })
    .from(recognitions)
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, recognitions.decisionId))
    .innerJoin(submissions, eq(submissions.id, recognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .where(inArray(campaignUnits.unitId, [...ids]))
    .orderBy(desc(campaigns.schoolYear))
}

const listed = (db: Queryable) =>
  db
    .select({ result: earlierResults, unit: unitSummaryColumns, set: setColumns })
    .from(earlierResults)
    .innerJoin(units, eq(units.id, earlierResults.unitId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, earlierResults.indicatorSetId))
export type ListedEarlier = Awaited<ReturnType<typeof listed>>[number]

type Filters = { q?: string | undefined; schoolYear?: string | undefined }
/** The newest year first, by unit; one more than `limit`, to see whether there are more. */
export const list = (
  db: Queryable,
  actor: Actor,
  { q = '', schoolYear }: Filters,
  after: [year: string, name: string, id: string] | null,
  limit: number,
): Promise<ListedEarlier[]> =>
  listed(db)
    .where(
      and(
        isNull(earlierResults.withdrawnAt),
        within(units.path, actor.unitPath),
        schoolYear === undefined ? undefined : eq(earlierResults.schoolYear, schoolYear),
        ...hasWords(units.search, q),
        after
          ? sql`(${earlierResults.schoolYear} < ${after[0]} or ${earlierResults.schoolYear} = ${after[0]}
              and (${units.name}, ${earlierResults.id}) > (${after[1]}, ${after[2]}::uuid))`
          : undefined,
      ),
    )
    .orderBy(desc(earlierResults.schoolYear), asc(units.name), asc(earlierResults.id))
    .limit(limit + 1)

/** What was taken over for one unit, the newest year first. @param onlyPublic only what its body made public */
export const listOfUnit = (db: Queryable, unitId: UnitId, onlyPublic = false): Promise<ListedEarlier[]> =>
  listed(db)
    .where(
      and(
        eq(earlierResults.unitId, unitId),
        isNull(earlierResults.withdrawnAt),
        onlyPublic ? eq(earlierResults.public, true) : undefined,
      ),
    )
    .orderBy(desc(earlierResults.schoolYear))

export type EarlierValues = Omit<EarlierRow, 'withdrawnAt' | 'recordedAt' | 'recordedBy' | 'recordedById'>
export type EarlierChange = {
  action: 'create' | 'change' | 'end'
  values: EarlierValues
  fields: ImportChange['fields']
}

/** Writes results and the record of them, a few hundred in each statement. */
export async function writeEarlier(tx: Tx, actor: Actor, changes: readonly EarlierChange[]) {
  const by = { recordedBy: actor.name, recordedById: actorId(actor) }
  for (let at = 0; at < changes.length; at += 500) {
    const part = changes.slice(at, at + 500)
    await tx
      .insert(earlierResults)
      .values(
        part.map(({ action, values }) => ({ ...values, ...by, withdrawnAt: action === 'end' ? new Date() : null })),
      )
      .onConflictDoUpdate({
        target: earlierResults.id,
        set: {
          level: sql`excluded.level`,
          byDecision: sql`excluded.by_decision`,
          total: sql`excluded.total`,
          groups: sql`excluded.groups`,
          lines: sql`excluded.lines`,
          conditions: sql`excluded.conditions`,
          decisionNumber: sql`excluded.decision_number`,
          decisionSignedOn: sql`excluded.decision_signed_on`,
          decisionIssuer: sql`excluded.decision_issuer`,
          public: sql`excluded.public`,
          withdrawnAt: sql`excluded.withdrawn_at`,
          recordedAt: sql`now()`,
          recordedBy: sql`excluded.recorded_by`,
          recordedById: sql`excluded.recorded_by_id`,
        },
      })
    await tx.insert(earlierResultEvents).values(
      part.map(({ action, values, fields }) => ({
        ...{ action, fields, resultId: values.id },
        ...{ actorId: actorId(actor), actorName: actor.name },
      })),
    )
  }
}

export const newResultId = () => newId<EarlierResultId>()

/** Takes results over that were not there before. */
export const recordEarlierResults = (tx: Tx, actor: Actor, rows: readonly Omit<EarlierValues, 'id'>[]) =>
  writeEarlier(
    tx,
    actor,
    rows.map((row) => ({ action: 'create', values: { ...row, id: newResultId() }, fields: [] })),
  )
