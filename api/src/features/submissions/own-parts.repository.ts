import { sql, type SQL } from 'drizzle-orm'
import type { CriterionCode, PersonId, SubmissionId } from '@thuoc/shared'
import type { Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { campaignUnitAssessors } from '../campaigns/index.ts'
import { submissions } from './submissions.tables.ts'

/** How far one person has come with what is theirs to score, and where they go on; a sheet of all lines names no line. */
export type OwnPart = {
  kind: 'score-own' | 'assess-own'
  answered: number
  lines: number | null
  criterion: CriterionCode | null
}

const opened = sql`exists (select from assessment_openings opening where opening.submission_id = ${submissions.id})`
const ownSheet = ({ personId }: Pick<Asker, 'personId'>, such: SQL) => sql`exists (select from assessment_sheets sheet
  where sheet.submission_id = ${submissions.id} and sheet.person_id = ${personId}::uuid and ${such})`

/**
 * Whether a member of the team still has something to do while it assesses. The head does until all is closed; whoever has
 * finished the own sheet waits for the others, and what is agreed then is written by head and secretary.
 */
export const teamWorks = (actor: Asker): SQL => sql`(${campaignUnitAssessors.personId} is not null and (
  ${campaignUnitAssessors.duty} = 'head'
  or ${campaignUnitAssessors.duty} = 'secretary' and (${opened} or not ${ownSheet(actor, sql`sheet.done_at is not null`)})
  or not ${opened} and not ${ownSheet(actor, sql`(sheet.done_at is not null or not sheet.scores)`)}))`

/** Of these files those on which a person still has own lines to score: assigned by the council, or a sheet of the team. */
export async function ownParts(
  db: Queryable,
  ids: readonly SubmissionId[],
  person: PersonId | null,
): Promise<ReadonlyMap<SubmissionId, OwnPart>> {
  if (ids.length === 0 || person === null) return new Map()
  const rows = await partsOf(db, { ids: [...ids], person })
  return new Map(rows.map(({ id, ...part }) => [id, part]))
}
const me = sql`${sql.placeholder('person')}::uuid`
const assigned = sql`
  select own.submission_id as id, 'score-own' as kind, count(said.criterion_code)::int as answered, count(*)::int as lines,
    (array_agg(own.criterion_code order by string_to_array(own.criterion_code, '.')::int[])
      filter (where said.criterion_code is null))[1] as criterion
  from council_assignments own left join council_scores said using (submission_id, criterion_code, person_id)
  where own.person_id = ${me} and ${amongst(sql`own.submission_id`, 'ids', 'uuid')}
  group by own.submission_id having count(*) > count(said.criterion_code)`
const onSheets = sql`
  select file.id, 'assess-own', (select count(*)::int from assessor_lines line
    where line.submission_id = file.id and line.saved_by_id = ${me}), null, null
  from submissions file where ${amongst(sql`file.id`, 'ids', 'uuid')} and file.status = 'assessing'
    and not exists (select from assessment_openings opening where opening.submission_id = file.id)
    and not exists (select from external_lines line where line.submission_id = file.id)
    and (select count(*) > 1 and bool_or(member.person_id = ${me} and sheet.done_at is null)
      from campaign_unit_assessors member
      left join assessment_sheets sheet on sheet.submission_id = file.id and sheet.person_id = member.person_id
      where member.campaign_unit_id = file.campaign_unit_id and coalesce(sheet.scores, true))`
const partsOf = steady((db) =>
  db
    .select({
      id: sql<SubmissionId>`part.id`,
      kind: sql<OwnPart['kind']>`part.kind`,
      answered: sql<number>`part.answered`,
      lines: sql<number | null>`part.lines`,
      criterion: sql<CriterionCode | null>`part.criterion`,
    })
    .from(sql`(${assigned} union all ${onSheets}) part`),
)
