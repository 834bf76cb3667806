import type {
  EvidenceId,
  FindingId,
  FollowUpStep,
  Severity,
  StandsFor,
  SupervisionRecordId,
  UnitSummary,
} from '@thuoc/shared'
import { asc, eq, sql } from 'drizzle-orm'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { supervisionFindings, supervisionSteps } from './supervision.tables.ts'

export type StepRow = typeof supervisionSteps.$inferSelect
export type FindingRow = {
  id: FindingId
  recordId: SupervisionRecordId
  criterion: string | null
  evidence: { id: EvidenceId; title: string } | null
  severity: Severity
  text: string
  unit: UnitSummary | null
  due: string | null
  action: string | null
}

/** The findings of a record in its order, each with the piece and the unit it names. */
export async function findingsOf(db: Queryable, id: SupervisionRecordId): Promise<FindingRow[]> {
  const { rows } = await db.execute<FindingRow>(sql`
    select finding.id, finding.record_id as "recordId", finding.criterion_code as criterion, finding.severity,
      finding.text, finding.due::text, finding.action,
      case when evidence.id is not null then json_build_object('id', evidence.id, 'title', piece.title) end as evidence,
      case when unit.id is not null then
        json_build_object('id', unit.id, 'code', unit.code, 'name', unit.name, 'type', unit.type) end as unit
    from supervision_findings finding
      left join evidence on evidence.id = finding.evidence_id
      left join evidence_pieces piece on piece.id = evidence.piece_id
      left join units unit on unit.id = finding.unit_id
    where finding.record_id = ${id} order by finding.position`)
  return rows
}

/** What came of the follow-ups of a record, by finding, the oldest first. */
export async function stepsOf(db: Queryable, id: SupervisionRecordId): Promise<Map<FindingId, StepRow[]>> {
  const rows = await db
    .select({ step: supervisionSteps })
    .from(supervisionSteps)
    .innerJoin(supervisionFindings, eq(supervisionFindings.id, supervisionSteps.findingId))
    .where(eq(supervisionFindings.recordId, id))
    .orderBy(asc(supervisionSteps.at), asc(supervisionSteps.id))
  return Map.groupBy(
    rows.map(({ step }) => step),
    ({ findingId }) => findingId,
  )
}

/** Holds a finding until the transaction ends. @returns the record it stands in */
export async function lockFinding(tx: Tx, id: FindingId): Promise<SupervisionRecordId | undefined> {
  const [row] = await tx
    .select({ recordId: supervisionFindings.recordId })
    .from(supervisionFindings)
    .where(eq(supervisionFindings.id, id))
    .for('update')
  return row?.recordId
}

type Taken = { findingId: FindingId; step: FollowUpStep; text: string; at: Date; standsFor: StandsFor | null }
export async function insertStep(tx: Tx, actor: Actor, { unitName, ...step }: Taken & { unitName: string }) {
  await tx.insert(supervisionSteps).values({ ...step, unitName, actorId: actorId(actor), actorName: actor.name })
}
