import { desc, eq, sql } from 'drizzle-orm'
import type {
  DecisionMark,
  EndedResult,
  PastPublication,
  PublicationListId,
  SubmissionId,
  UnitId,
  UnitSummary,
} from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { recognitions } from '../recognition/index.ts'
import { publications } from './publication.tables.ts'

const day = (moment: string) => sql.raw(`(${moment} at time zone 'Asia/Ho_Chi_Minh')::date::text`)

export type EndedRow = {
  id: SubmissionId
  unit: UnitSummary
  managingBody: UnitSummary
  province: UnitSummary
  schoolYear: string
  setTitle: string
  sample: boolean
  certificateNumber: string
  publishedOn: string
  state: EndedResult['state']
  endedOn: string
  reason: string | null
  decision: DecisionMark | null
}
type Narrowed = {
  id?: SubmissionId
  provinceId?: UnitId | undefined
  managingBodyId?: UnitId | undefined
  unitId?: UnitId | undefined
  listId?: PublicationListId | undefined
  schoolYear?: string | undefined
}

/**
 * Files whose last publication does not stand: it was withdrawn, or the recognition behind it was revoked. A file that
 * was made public again is not among them.
 */
export async function listEnded(db: Queryable, narrowed: Narrowed = {}): Promise<EndedRow[]> {
  const { id, provinceId, managingBodyId, unitId, listId, schoolYear } = narrowed
  const unit = (prefix: string) =>
    sql.raw(
      `json_build_object('id', ${prefix}_id, 'code', ${prefix}_code, 'name', ${prefix}_name, 'type', ${prefix}_type)`,
    )
  const { rows } = await db.execute<EndedRow>(sql`
    with recursive known as (
      select distinct on (submission_id) submission_id, number, list_id, recognition_id, published_at from publications
      ${id ? sql`where submission_id = ${id}` : sql``} order by submission_id, number desc),
    -- Corrections lead from one recognition to the next; the last of them says how it ended.
    chain as (
      select submission_id, recognition_id from known
      union all
      select chain.submission_id, ending.successor_id from chain
        join recognition_endings ending on ending.recognition_id = chain.recognition_id
      where ending.successor_id is not null),
    last as (
      select chain.submission_id, chain.recognition_id, ending.decision_id from chain
        left join recognition_endings ending on ending.recognition_id = chain.recognition_id
      where ending.successor_id is null)
    select known.submission_id as id, ${unit('place.unit')} as unit,
      json_build_object('id', place.assessor_unit_id, 'code', place.assessor_code, 'name', place.assessor_name,
        'type', place.assessor_type) as "managingBody",
      json_build_object('id', province.id, 'code', province.code, 'name', province.name, 'type', province.type) as province,
      campaign.school_year as "schoolYear", indicator.title as "setTitle", indicator.sample,
      recognition.certificate_number as "certificateNumber",
      coalesce(list.published_on::text, ${day('known.published_at')}) as "publishedOn",
      case when decision.id is not null then 'revoked' else 'withdrawn' end as state,
      case when decision.id is not null then decision.signed_on::text else ${day('gone.withdrawn_at')} end as "endedOn",
      case when decision.id is null then gone.reason end as reason,
      case when decision.id is not null then json_build_object('id', decision.id, 'kind', decision.kind,
        'number', decision.number, 'signedOn', decision.signed_on) end as decision
    from known
      join last on last.submission_id = known.submission_id
      join recognitions recognition on recognition.id = last.recognition_id
      join submissions file on file.id = known.submission_id
      join campaign_units place on place.id = file.campaign_unit_id
      join campaigns campaign on campaign.id = place.campaign_id
      join units province on province.id = campaign.province_unit_id
      join indicator_sets indicator on indicator.id = place.indicator_set_id
      left join publication_lists list on list.id = known.list_id
      left join publication_withdrawals gone
        on gone.submission_id = known.submission_id and gone.number = known.number
      left join recognition_decisions decision on decision.id = last.decision_id
    where (gone.submission_id is not null or decision.id is not null)
      ${provinceId ? sql`and campaign.province_unit_id = ${provinceId}` : sql``}
      ${managingBodyId ? sql`and place.assessor_unit_id = ${managingBodyId}` : sql``}
      ${unitId ? sql`and place.unit_id = ${unitId}` : sql``}
      ${listId ? sql`and known.list_id = ${listId}` : sql``}
      ${schoolYear ? sql`and campaign.school_year = ${schoolYear}` : sql``}
    order by "endedOn" desc, known.submission_id desc`)
  return rows
}

/** Earlier publications of a file that were taken back, the newest first. */
export async function pastOf(db: Queryable, id: SubmissionId): Promise<PastPublication[]> {
  const { rows } = await db.execute<PastPublication>(sql`
    select coalesce(list.published_on::text, ${day('one.published_at')}) as "publishedOn",
      ${day('gone.withdrawn_at')} as "withdrawnOn", gone.reason
    from publication_withdrawals gone
      join publications one on one.submission_id = gone.submission_id and one.number = gone.number
      left join publication_lists list on list.id = one.list_id
    where gone.submission_id = ${id} order by gone.number desc`)
  return rows
}

/** The certificate numbers under which a file was ever made public. */
export async function publishedNumbers(db: Queryable, id: SubmissionId): Promise<string[]> {
  const rows = await db
    .select({ number: recognitions.certificateNumber })
    .from(publications)
    .innerJoin(recognitions, eq(recognitions.id, publications.recognitionId))
    .where(eq(publications.submissionId, id))
    .orderBy(desc(publications.number))
  return rows.map(({ number }) => number)
}
