import type {
  CampaignId,
  NewSample,
  SampleFile,
  SampleId,
  StrataKind,
  SubmissionId,
  SubmissionStatus,
  UnitSummary,
} from '@thuoc/shared'
import { and, desc, eq, getTableColumns, max, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { supervisionSamples } from './supervision.tables.ts'

/** What a file is parted by, as text. */
const stratumOf: Record<StrataKind, SQL> = {
  none: sql`''`,
  'managing-body': sql`${campaignUnits.assessorCode}`,
  'unit-type': sql`${campaignUnits.unitType}`,
  level: sql`coalesce(file.self_level::text, '0')`,
}

/** Every file that can be drawn, with its stratum, in the order of the ids. */
export async function populationOf(
  db: Queryable,
  actor: Actor,
  { campaignId, strata, filter }: Pick<NewSample, 'campaignId' | 'strata' | 'filter'>,
): Promise<{ id: SubmissionId; stratum: string }[]> {
  const narrowed = sql.join([
    filter.managingBodyId ? sql` and ${campaignUnits.assessorUnitId} = ${filter.managingBodyId}` : sql``,
    filter.unitType ? sql` and ${campaignUnits.unitType} = ${filter.unitType}` : sql``,
    filter.sentOnly ? sql` and file.round > 0` : sql``,
  ])
  const { rows } = await db.execute<{ id: SubmissionId; stratum: string }>(sql`
    select file.id, ${stratumOf[strata]} as stratum
    from submissions file join ${campaignUnits} on ${campaignUnits.id} = file.campaign_unit_id
    where ${campaignUnits.campaignId} = ${campaignId} and ${visibleTo(actor)} ${narrowed} order by file.id::text`)
  return rows
}

/** The next number of a campaign; whoever draws meanwhile waits. */
export async function takeNumber(tx: Tx, campaignId: CampaignId): Promise<number> {
  await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, campaignId)).for('no key update')
  const { last } = one(
    await tx
      .select({ last: max(supervisionSamples.number) })
      .from(supervisionSamples)
      .where(eq(supervisionSamples.campaignId, campaignId)),
  )
  return (last ?? 0) + 1
}

export type NewSampleRow = typeof supervisionSamples.$inferInsert
export const insertSample = async (tx: Tx, row: NewSampleRow): Promise<SampleId> =>
  one(await tx.insert(supervisionSamples).values(row).returning({ id: supervisionSamples.id })).id

const { population, drawn, ...light } = getTableColumns(supervisionSamples)
const columns = {
  ...light,
  campaign: { id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
  populationCount: sql<number>`jsonb_array_length(${population})`,
  drawnCount: sql<number>`jsonb_array_length(${drawn})`,
  checkedCount: sql<number>`(select count(distinct submission_id)::int from supervision_records done
    where done.sample_id = ${supervisionSamples.id} and done.state = 'closed')`,
}
const samples = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select(columns)
    .from(supervisionSamples)
    .innerJoin(campaigns, eq(campaigns.id, supervisionSamples.campaignId))
    .where(and(eq(supervisionSamples.provinceUnitId, actor.unitId), ...conditions))
export type SampleRow = Awaited<ReturnType<typeof samples>>[number]

export async function findSample(db: Queryable, actor: Actor, id: SampleId): Promise<SampleRow | undefined> {
  const [row] = await samples(db, actor, eq(supervisionSamples.id, id))
  return row
}

type Asked = { campaignId?: CampaignId | undefined; after: [string, string] | null; limit: number }
/** The newest first; one more than `limit`, to see whether there are more. */
export const listSamples = (db: Queryable, actor: Actor, { campaignId, after, limit }: Asked) =>
  samples(
    db,
    actor,
    campaignId && eq(supervisionSamples.campaignId, campaignId),
    after
      ? sql`(${supervisionSamples.drawnAt}, ${supervisionSamples.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined,
  )
    .orderBy(desc(supervisionSamples.drawnAt), desc(supervisionSamples.id))
    .limit(limit + 1)

/** The population as it was kept. */
export async function keptPopulation(db: Queryable, id: SampleId) {
  const [row] = await db.select({ population }).from(supervisionSamples).where(eq(supervisionSamples.id, id))
  return row?.population ?? []
}

/** The drawn files in the order of the draw, each as it stands today. */
export async function drawnFiles(db: Queryable, id: SampleId): Promise<SampleFile[]> {
  const { rows } = await db.execute<{
    submissionId: SubmissionId
    stratum: string
    unit: UnitSummary
    managingBody: UnitSummary
    status: SubmissionStatus
    checked: boolean
  }>(sql`
    select file.id as "submissionId", file.status,
      coalesce((select member ->> 'stratum' from jsonb_array_elements(sample.population) member
        where member ->> 'id' = file.id::text), '') as stratum,
      json_build_object('id', place.unit_id, 'code', place.unit_code, 'name', place.unit_name, 'type', place.unit_type)
        as unit,
      json_build_object('id', place.assessor_unit_id, 'code', place.assessor_code, 'name', place.assessor_name,
        'type', place.assessor_type) as "managingBody",
      exists (select from supervision_records done where done.sample_id = sample.id and done.state = 'closed'
        and done.submission_id = file.id) as checked
    from supervision_samples sample
      cross join jsonb_array_elements_text(sample.drawn) with ordinality as one (id, rank)
      join submissions file on file.id = one.id::uuid
      join campaign_units place on place.id = file.campaign_unit_id
    where sample.id = ${id} order by one.rank`)
  return rows
}
