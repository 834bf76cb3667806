import { and, eq, not, sql, type Placeholder, type SQL } from 'drizzle-orm'
import type { CampaignId, SubmissionStatus, UnitId } from '@thuoc/shared'
import type { Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { hasWords, likeWords } from '../../platform/db/search.ts'
import { campaigns, campaignUnitAssessors, campaignUnits } from '../campaigns/index.ts'
import { predecessorsOf } from '../org/index.ts'
import { fileTallies, listedFiles } from './listed-files.tables.ts'
import { submissions } from './submissions.tables.ts'

export type Filters = {
  q?: string | undefined
  campaignId?: CampaignId | undefined
  assessorUnitId?: UnitId | undefined
  status?: SubmissionStatus[] | undefined
  late?: boolean | undefined
  running?: boolean | undefined
  checked?: boolean | undefined
}
/** Filters, or where they will stand in a statement that is written once. */
export type Sought = Omit<Filters, 'campaignId' | 'assessorUnitId' | 'status'> & {
  campaignId?: CampaignId | Placeholder | undefined
  assessorUnitId?: UnitId | Placeholder | undefined
  status?: SubmissionStatus[] | Placeholder | undefined
}
export type Moment = Date | Placeholder

const { campaignUnitId, submissionId } = listedFiles
/** The check on receipt of what was sent last is finished; `requireChecked` says the same of one. */
const isChecked = sql`exists (select from ${submissions} file
  join receipt_checks found on found.submission_id = file.id and found.round = file.round
  where file.id = ${submissionId} and found.finished_at is not null)`

const today = (now: Moment) => sql`(${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date`
/** What was late when its campaign ended stays late. `isLate` says the same of a row. */
const isLate = (now: Moment) =>
  sql`coalesce(least(${today(now)}, ${listedFiles.closedOn}) > ${listedFiles.lastDay}, false)`

const wanted = (wants: boolean | undefined, is: SQL) => (wants === undefined ? undefined : wants ? is : not(is))
const among = (status: NonNullable<Sought['status']>) =>
  sql`any (${Array.isArray(status) ? sql.param(status) : status}::text[])`

const fits = ({ q = '', campaignId, assessorUnitId, status, late, running, checked }: Sought, now: Moment) => {
  const words = hasWords(campaignUnits.search, q)
  return and(
    not(listedFiles.takenOut),
    words.length > 0
      ? sql`${campaignUnitId} in (select ${campaignUnits.id} from ${campaignUnits} where ${and(...words)})`
      : undefined,
    campaignId && eq(listedFiles.campaignId, campaignId),
    assessorUnitId && eq(listedFiles.assessorUnitId, assessorUnitId),
    status && sql`${listedFiles.status} = ${among(status)}`,
    wanted(late, isLate(now)),
    wanted(running, sql`${listedFiles.closedOn} is null`),
    wanted(checked, isChecked),
  )
}

/**
 * The ways by which files come before an actor, each along an index; one file may come by several. `visibleTo` says the
 * same of one. Who stands above all and asks for those of one body finds them where that body stands.
 */
function ways(asker: Asker, { assessorUnitId }: Sought): SQL[] {
  const { unitId } = listedFiles
  if (asker.unitType === 'system')
    return [
      assessorUnitId
        ? sql`(${unitId} = ${listedFiles.assessorUnitId}) is true`
        : sql`${unitId} = ${asker.unitId}::uuid`,
    ]
  const own = sql`${unitId} = ${asker.unitId}::uuid`
  const left = sql`${unitId} = any (array(select id from ${predecessorsOf(asker.unitId)} earlier))`
  if (asker.personId === null) return [own, left]
  const team = sql`${submissionId} = any (array(select file.id from ${campaignUnitAssessors} team
    join ${submissions} file on file.campaign_unit_id = team.campaign_unit_id
    where team.person_id = ${asker.personId}::uuid))`
  return [own, left, team]
}

export type ListKey = { due: string | null | Placeholder; name: string | Placeholder; id: string | Placeholder }
type Part = { after: ListKey | null; limit: number | Placeholder }
/** Ids of the first files of a list: by last day, name in Vietnamese order, and id. What is late comes first by its day. */
export function firstListed(asker: Asker, sought: Sought, now: Moment, { after, limit }: Part): SQL {
  const order = sql`due_on, unit_name, submission_id`
  const behind =
    after &&
    sql`(${order}) > (coalesce(${after.due}::date, 'infinity'), ${after.name}::text collate vi, ${after.id}::uuid)`
  const parts = ways(asker, sought).map(
    (way) => sql`(select distinct ${order} from ${listedFiles}
      where ${and(way, fits(sought, now), behind ?? undefined)} order by ${order} limit ${limit})`,
  )
  return sql`select submission_id from (${sql.join(parts, sql` union `)}) first order by ${order} limit ${limit}`
}

/** All of them, each once, with whether it is late. */
const allListed = (asker: Asker, sought: Sought, now: Moment) => {
  const parts = ways(asker, sought).map(
    (way) => sql`select submission_id, campaign_unit_id, status, ${isLate(now)} as late from ${listedFiles}
      where ${and(way, fits(sought, now))}`,
  )
  return sql`(${sql.join(parts, sql` union `)})`
}

/** Ids of what a unit assesses in running campaigns and these statuses. */
export const listedAssessed = (unit: Asker['unitId'], status: SubmissionStatus[]): SQL => sql`
  select submission_id from ${listedFiles} where (${listedFiles.unitId} = ${listedFiles.assessorUnitId}) is true
    and ${and(sql`${listedFiles.assessorUnitId} = ${unit}::uuid`, fits({ status, running: true }, new Date(0)))}`

export type Counting = Pick<Filters, 'q' | 'campaignId' | 'assessorUnitId' | 'running'>
export type Counted = { status: SubmissionStatus; count: number; late: number }
const figures = sql`count(*)::int as count, (count(*) filter (where late))::int as late`

/** How many visible files stand in each status, and how many of those are late. */
export async function count(db: Queryable, actor: Asker, filters: Counting, now: Date): Promise<Counted[]> {
  const isTold =
    actor.unitType === 'system' && filters.assessorUnitId === undefined && likeWords(filters.q ?? '').length === 0
  const { rows } = await db.execute<Counted>(
    isTold
      ? tallied(filters, now)
      : sql`select status, ${figures} from ${allListed(actor, filters, now)} seen group by status`,
  )
  return rows
}

/** The same of all files there are, from what is kept of their number. */
function tallied({ campaignId, running }: Counting, now: Date): SQL {
  const over = sql`(least(${now}::timestamptz, ${campaigns.closedAt}) at time zone 'Asia/Ho_Chi_Minh')::date`
  const isOver = sql`coalesce(${over} > ${fileTallies.lastDay}, false)`
  const conditions = and(
    campaignId && eq(fileTallies.campaignId, campaignId),
    wanted(running, sql`${campaigns.closedAt} is null`),
  )
  return sql`select ${fileTallies.status}, sum(${fileTallies.files})::int as count,
      coalesce(sum(${fileTallies.files}) filter (where ${isOver}), 0)::int as late
    from ${fileTallies} join ${campaigns} on ${campaigns.id} = ${fileTallies.campaignId}
    ${conditions ? sql`where ${conditions}` : sql``} group by ${fileTallies.status} having sum(${fileTallies.files}) > 0`
}

type Assessor = { id: UnitId; code: string; name: string; type: (typeof campaignUnits.assessorType.enumValues)[number] }
/** The same for each assessing body, as it was called when the campaign opened; bodies by name. */
export async function countByAssessor(db: Queryable, actor: Asker, filters: Counting, now: Date) {
  const body = sql`place.assessor_unit_id, place.assessor_code, place.assessor_name, place.assessor_type`
  // Said again of the places: they are then read along the index of the campaign.
  const ofCampaign = filters.campaignId && sql`where place.campaign_id = ${filters.campaignId}`
  const { rows } = await db.execute<Counted & { assessor: Assessor }>(sql`
    select json_build_object('id', place.assessor_unit_id, 'code', place.assessor_code, 'name', place.assessor_name,
      'type', place.assessor_type) as assessor, seen.status, ${figures}
    from ${allListed(actor, filters, now)} seen join ${campaignUnits} place on place.id = seen.campaign_unit_id
    ${ofCampaign ?? sql``}
    group by ${body}, seen.status order by place.assessor_name collate vi, place.assessor_unit_id, seen.status`)
  return rows
}

/** Rows that came in one by one become one of each kind. */
export const foldTallies = (db: Queryable) => db.execute(sql`select fold_file_tallies()`)
