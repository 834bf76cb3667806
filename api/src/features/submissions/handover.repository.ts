import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { CampaignUnitId, SubmissionStatus, UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { newId } from '../../platform/db/columns.ts'
import { campaigns, campaignUnitAssessors, campaignUnits } from '../campaigns/index.ts'
import { signerId, units, type Signer, type UnitRow } from '../org/index.ts'
import { submissions } from './submissions.tables.ts'

const anyOf = (ids: readonly UnitId[]) => sql`any(${`{${ids.join(',')}}`}::uuid[])`

/**
 * Files of these units, and files that these bodies assess, held until the transaction ends; with the province of their
 * campaign and where the unit stands now.
 */
export function lockFilesOf(tx: Tx, those: { assessed: readonly UnitId[]; assessing: readonly UnitId[] }) {
  return tx
    .select({
      id: submissions.id,
      status: submissions.status,
      campaignUnitId: campaignUnits.id,
      campaignId: campaigns.id,
      campaignTitle: campaigns.title,
      provinceUnitId: campaigns.provinceUnitId,
      unit: {
        id: campaignUnits.unitId,
        code: campaignUnits.unitCode,
        name: campaignUnits.unitName,
        type: campaignUnits.unitType,
      },
      assessor: {
        id: campaignUnits.assessorUnitId,
        code: campaignUnits.assessorCode,
        name: campaignUnits.assessorName,
        type: campaignUnits.assessorType,
      },
      parentId: units.parentId,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(units, eq(units.id, campaignUnits.unitId))
    .where(
      or(
        sql`${campaignUnits.unitId} = ${anyOf(those.assessed)}`,
        sql`${campaignUnits.assessorUnitId} = ${anyOf(those.assessing)}`,
      ),
    )
    .orderBy(asc(submissions.id))
    .for('no key update', { of: [submissions, campaignUnits] })
}
export type FileRow = Awaited<ReturnType<typeof lockFilesOf>>[number]

type Handed = { file: FileRow; to: UnitRow }
const pairs = (handed: readonly Handed[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    handed.map(({ file, to }) => ({
      id: file.campaignUnitId,
      event: newId(),
      entry: newId(),
      submission: file.id,
      campaign: file.campaignId,
      status: file.status,
      from: file.assessor.code,
      to: to.id,
      reason: `${file.assessor.name} → ${to.name}`,
    })),
  )}::jsonb) as one (id uuid, event uuid, entry uuid, submission uuid, campaign uuid, status text, "from" text, "to" uuid, reason text)`

/** The new body stands in the participating unit from now on, and both lines of superiors as they are today. */
export async function setAssessors(tx: Tx, handed: readonly Handed[]) {
  await tx.execute(sql`
    update campaign_units set assessor_unit_id = body.id, assessor_code = body.code, assessor_name = body.name,
      assessor_type = body.type, assessor_path = body.path, unit_path = unit.path, version = campaign_units.version + 1
    from ${pairs(handed)}, units body, units unit
    where campaign_units.id = one.id and body.id = one."to" and unit.id = campaign_units.unit_id`)
}

/** Both lines of superiors as they are today, where the body stays: whoever stands in them sees the file. */
export async function placeAnew(tx: Tx, ids: readonly CampaignUnitId[]) {
  await tx.execute(sql`
    update campaign_units set unit_path = unit.path, assessor_path = body.path
    from units unit, units body
    where campaign_units.id = any(${`{${ids.join(',')}}`}::uuid[])
      and unit.id = campaign_units.unit_id and body.id = campaign_units.assessor_unit_id
      and (campaign_units.unit_path, campaign_units.assessor_path) is distinct from (unit.path, body.path)`)
}

/** The team has said what it found: its work is done. */
const closed: readonly SubmissionStatus[] = ['result-shown', 'assessed', 'nominated']

/**
 * People of the old body go; an assessment that had begun waits for a team of the new one, with all that was scored.
 * The team of a closed assessment stays named; who answers an objection, the new body says. What stood on a list of the
 * old body waits for one of the new.
 */
export async function endTeams(tx: Tx, handed: readonly Handed[]) {
  const open = handed.filter(({ file }) => !closed.includes(file.status)).map(({ file }) => file.campaignUnitId)
  if (open.length > 0) await tx.delete(campaignUnitAssessors).where(inArray(campaignUnitAssessors.campaignUnitId, open))
  const ids = handed.map(({ file }) => file.id)
  const version = sql`${submissions.version} + 1`
  await tx
    .update(submissions)
    .set({ status: 'accepted', statusSince: sql`now()`, version })
    .where(and(inArray(submissions.id, ids), eq(submissions.status, 'assessing')))
  await tx
    .update(submissions)
    .set({ status: 'assessed', statusSince: sql`now()`, version })
    .where(and(inArray(submissions.id, ids), eq(submissions.status, 'nominated')))
  const others = handed
    .filter(({ file: { status } }) => status !== 'assessing' && status !== 'nominated')
    .map(({ file }) => file.id)
  if (others.length > 0)
    await tx
      .update(submissions)
      .set({ version })
      .where(and(inArray(submissions.id, others), ne(submissions.status, 'assessing')))
}

/** In the record of the campaign and in the timeline of each file. */
export async function record(tx: Tx, signer: Signer, handed: readonly Handed[], decisionNumber: string) {
  const signed = sql`${signerId(signer)}::uuid, ${signer.name}`
  await tx.execute(sql`
    insert into campaign_events (id, campaign_id, campaign_unit_id, action, changes, actor_id, actor_name)
    select one.event, one.campaign, one.id, 'handed-over',
      jsonb_build_object('assessor', jsonb_build_array(one."from", body.code)), ${signed}
    from ${pairs(handed)} join units body on body.id = one."to"`)
  await tx.execute(sql`
    insert into submission_events (id, submission_id, action, from_status, to_status, round, reason, self_total, self_level,
      external_total, external_level, actor_id, actor_name, unit_name)
    select one.entry, file.id, 'hand-over', one.status, file.status, file.round,
      one.reason || ${decisionNumber === '' ? '' : ` (${decisionNumber})`}::text, file.self_total, file.self_level,
      file.external_total, file.external_level, ${signed}, place.name
    from ${pairs(handed)} join submissions file on file.id = one.submission
    join units place on place.id = ${signer.unitId}::uuid`)
}
