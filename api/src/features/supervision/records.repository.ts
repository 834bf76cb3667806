import type {
  CampaignId,
  EvidenceId,
  NewSupervisionFinding,
  SampleId,
  SubmissionId,
  SupervisionRecordId,
  SupervisionState,
  UnitId,
  UnitSummary,
} from '@thuoc/shared'
import { and, asc, desc, eq, getTableColumns, isNull, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { label } from '../../platform/db/tree.ts'
import { campaigns } from '../campaigns/index.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { supervisionFiles, supervisionFindings, supervisionRecords } from './supervision.tables.ts'

/**
 * The province that made a record sees it from the beginning; units in the line of the one it is about see it once it is
 * closed. No other province stands in that line.
 */
const visible = (actor: Actor): SQL => sql`(${supervisionRecords.provinceUnitId} = ${actor.unitId}
  or (${supervisionRecords.state} = 'closed' and ${supervisionRecords.line} @> array[${label(actor.unitId)}]))`

/** Follow-ups with the newest of their steps; `today` says what is overdue. */
const followUps = (today: string) => sql`(
  select count(*)::int as findings, count(*) filter (where severity = 'major')::int as major,
    count(*) filter (where finding.unit_id is not null and newest.step is distinct from 'settle')::int as open,
    count(*) filter (where finding.unit_id is not null and finding.due < ${today}::date
      and (newest.step is null or newest.step = 'send-back'))::int as overdue
  from supervision_findings finding left join lateral (select step from supervision_steps
    where finding_id = finding.id order by at desc, id desc limit 1) newest on true
  where finding.record_id = ${supervisionRecords.id})`

const { search: _, ...columns } = getTableColumns(supervisionRecords)
const counted = sql.raw('counted')
const seenBy = (db: Queryable, actor: Actor, today: string, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      ...columns,
      campaign: { id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
      findingCount: sql<number>`${counted}.findings`,
      majorCount: sql<number>`${counted}.major`,
      openCount: sql<number>`${counted}.open`,
      overdueCount: sql<number>`${counted}.overdue`,
    })
    .from(supervisionRecords)
    .innerJoin(campaigns, eq(campaigns.id, supervisionRecords.campaignId))
    .innerJoinLateral(sql`${followUps(today)} as ${counted}`, sql`true`)
    .where(and(visible(actor), ...conditions))
export type RecordRow = Awaited<ReturnType<typeof seenBy>>[number]

export type Filters = {
  campaignId?: CampaignId | undefined
  unitId?: UnitId | undefined
  submissionId?: SubmissionId | undefined
  state?: SupervisionState | undefined
  open?: boolean | undefined
  q?: string | undefined
}
type Asked = { after: [day: string, id: string] | null; limit: number; today: string }

/** The newest first; one more than `limit`, to see whether there are more. */
export const list = (db: Queryable, actor: Actor, filters: Filters, { after, limit, today }: Asked) => {
  const { campaignId, unitId, submissionId, state, open, q = '' } = filters
  return seenBy(
    db,
    actor,
    today,
    campaignId && eq(supervisionRecords.campaignId, campaignId),
    unitId && sql`${supervisionRecords.line} @> array[${label(unitId)}]`,
    submissionId && eq(supervisionRecords.submissionId, submissionId),
    state && eq(supervisionRecords.state, state),
    open === undefined ? undefined : open ? sql`${counted}.open > 0` : sql`${counted}.open = 0`,
    ...hasWords(supervisionRecords.search, q),
    after
      ? sql`(${supervisionRecords.checkedOn}, ${supervisionRecords.id}) < (${after[0]}::date, ${after[1]}::uuid)`
      : undefined,
  )
    .orderBy(desc(supervisionRecords.checkedOn), desc(supervisionRecords.id))
    .limit(limit + 1)
}

export async function find(db: Queryable, actor: Actor, id: SupervisionRecordId, today: string) {
  const [row] = await seenBy(db, actor, today, eq(supervisionRecords.id, id))
  return row
}

/** Holds a record until the transaction ends. */
export async function lock(tx: Tx, actor: Actor, id: SupervisionRecordId, today: string) {
  const { id: key } = supervisionRecords
  await tx.select({ id: key }).from(supervisionRecords).where(eq(key, id)).for('no key update')
  return find(tx, actor, id, today)
}

/** What is checked, as it is called in the campaign, or today where it takes no part. */
export type Subject = { unit: UnitSummary; line: string[]; submissionId: SubmissionId | null }

/** A school or body of the province; undefined: there is none such. */
export async function subjectOf(
  db: Queryable,
  actor: Actor,
  asked: { campaignId: CampaignId; unitId: UnitId },
): Promise<Subject | undefined> {
  const { rows } = await db.execute<Subject>(sql`
    select json_build_object('id', unit.id, 'code', coalesce(place.unit_code, unit.code),
        'name', coalesce(place.unit_name, unit.name), 'type', coalesce(place.unit_type, unit.type)) as unit,
      coalesce(place.line, string_to_array(ltree2text(unit.path), '.')) as line,
      (select id from submissions where campaign_unit_id = place.id) as "submissionId"
    from units unit left join campaign_units place on place.unit_id = unit.id
      and place.campaign_id = ${asked.campaignId} and place.taken_out_at is null
    where unit.id = ${asked.unitId} and unit.id <> ${actor.unitId}
      and coalesce(place.line, string_to_array(ltree2text(unit.path), '.')) @> array[${label(actor.unitId)}]`)
  return rows[0]
}

/** Units of a line below the province: to whom a follow-up can be given; the nearest first. */
export async function responsibleIn(db: Queryable, line: readonly string[]): Promise<UnitSummary[]> {
  const { rows } = await db.execute<UnitSummary>(sql`
    select id, code, name, type from units where replace(id::text, '-', '') = any(${sql.param([...line])}::text[])
      and nlevel(path) > 2 order by nlevel(path) desc, id`)
  return rows
}

/** Pieces of the register of a file, of those that are asked for. */
export async function registered(db: Queryable, file: SubmissionId | null, ids: readonly EvidenceId[]) {
  if (file === null || ids.length === 0) return []
  const { rows } = await db.execute<{ id: EvidenceId }>(sql`
    select evidence.id from evidence join submissions on submissions.campaign_unit_id = evidence.campaign_unit_id
    where submissions.id = ${file} and evidence.id = any(${sql.param([...ids])}::uuid[])`)
  return rows.map(({ id }) => id)
}

export type NewRecordRow = typeof supervisionRecords.$inferInsert
export const insert = async (tx: Tx, row: NewRecordRow): Promise<SupervisionRecordId> =>
  one(await tx.insert(supervisionRecords).values(row).returning({ id: supervisionRecords.id })).id

/** Only drafts are ever written; the database sees to it too. */
export async function update(tx: Tx, id: SupervisionRecordId, values: Partial<NewRecordRow>) {
  await tx
    .update(supervisionRecords)
    .set({ ...values, version: sql`${supervisionRecords.version} + 1` })
    .where(eq(supervisionRecords.id, id))
}

export async function remove(tx: Tx, id: SupervisionRecordId) {
  await tx.delete(supervisionRecords).where(eq(supervisionRecords.id, id))
}

/** The findings of a draft, written anew. */
export async function replaceFindings(tx: Tx, recordId: SupervisionRecordId, given: readonly NewSupervisionFinding[]) {
  await tx.delete(supervisionFindings).where(eq(supervisionFindings.recordId, recordId))
  if (given.length === 0) return
  await tx.insert(supervisionFindings).values(
    given.map(({ criterion, evidenceId, severity, text, followUp }, position) => ({
      ...{ recordId, position, criterionCode: criterion, evidenceId, severity, text },
      ...(followUp ?? { unitId: null, due: null, action: null }),
    })),
  )
}

export async function addFile(tx: Tx, recordId: SupervisionRecordId, attachmentId: string, addedAt: Date) {
  await tx.insert(supervisionFiles).values({ recordId, attachmentId, addedAt })
}

/** Takes a file from its record. @returns whether it stood there */
export async function removeFile(tx: Tx, recordId: SupervisionRecordId, attachmentId: string, at: Date) {
  const removed = await tx
    .update(supervisionFiles)
    .set({ removedAt: at })
    .where(
      and(
        eq(supervisionFiles.recordId, recordId),
        eq(supervisionFiles.attachmentId, attachmentId),
        isNull(supervisionFiles.removedAt),
      ),
    )
    .returning({ id: supervisionFiles.attachmentId })
  return removed.length > 0
}

/** The files that lie with a record, the oldest first. */
export async function filesOf(db: Queryable, recordId: SupervisionRecordId): Promise<AttachmentRow[]> {
  const rows = await db
    .select({ file: attachments })
    .from(supervisionFiles)
    .innerJoin(attachments, eq(attachments.id, supervisionFiles.attachmentId))
    .where(and(eq(supervisionFiles.recordId, recordId), isNull(supervisionFiles.removedAt)))
    .orderBy(asc(attachments.id))
  return rows.map(({ file }) => file)
}

/** Whether the actor's province drew this sample in that campaign. */
export async function isOwnSample(db: Queryable, actor: Actor, id: SampleId, campaignId: CampaignId) {
  const { rowCount } = await db.execute(sql`select 1 from supervision_samples
    where id = ${id} and campaign_id = ${campaignId} and province_unit_id = ${actor.unitId}`)
  return rowCount === 1
}
