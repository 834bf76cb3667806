import { and, desc, eq, sql } from 'drizzle-orm'
import type { CampaignId, Decision, DecisionId, Recognition, SubmissionId, UnitSummary } from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { certificateCounters, recognitionDecisions, recognitions } from './recognition.tables.ts'

/** Decisions about at least one file that the actor may see, with the number of those files. */
function seenBy(db: Queryable, actor: Actor) {
  const seen = db
    .select({ decisionId: recognitions.decisionId, unitCount: sql<number>`count(*)::int`.as('unit_count') })
    .from(recognitions)
    .innerJoin(submissions, eq(submissions.id, recognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(visibleTo(actor))
    .groupBy(recognitions.decisionId)
    .as('seen')
  return db
    .select({
      id: recognitionDecisions.id,
      number: recognitionDecisions.number,
      signedOn: recognitionDecisions.signedOn,
      signatory: recognitionDecisions.signatory,
      standsFor: recognitionDecisions.standsFor,
      office: recognitionDecisions.office,
      issuer: {
        id: recognitionDecisions.issuerUnitId,
        code: recognitionDecisions.issuerCode,
        name: recognitionDecisions.issuerName,
        type: recognitionDecisions.issuerType,
      },
      campaign: { id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
      recordedAt: recognitionDecisions.recordedAt,
      unitCount: seen.unitCount,
    })
    .from(recognitionDecisions)
    .innerJoin(seen, eq(seen.decisionId, recognitionDecisions.id))
    .innerJoin(campaigns, eq(campaigns.id, recognitionDecisions.campaignId))
}
export type DecisionRow = Awaited<ReturnType<typeof seenBy>>[number]

/** The newest first; one more than `limit`, to see whether there are more. */
export const list = (
  db: Queryable,
  actor: Actor,
  { campaignId, after, limit }: { campaignId?: CampaignId | undefined; after: [string, string] | null; limit: number },
) =>
  seenBy(db, actor)
    .where(
      and(
        campaignId && eq(recognitionDecisions.campaignId, campaignId),
        after
          ? sql`(${recognitionDecisions.signedOn}, ${recognitionDecisions.id}) < (${after[0]}::date, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(recognitionDecisions.signedOn), desc(recognitionDecisions.id))
    .limit(limit + 1)

export async function find(db: Queryable, actor: Actor, id: DecisionId): Promise<DecisionRow | undefined> {
  const [row] = await seenBy(db, actor).where(eq(recognitionDecisions.id, id))
  return row
}

/** The annexed list in the order of the certificate numbers, as far as the actor may see the files. */
export const itemsOf = (db: Queryable, actor: Actor, id: DecisionId): Promise<Decision['items']> =>
  db
    .select({
      submissionId: recognitions.submissionId,
      unit: {
        id: campaignUnits.unitId,
        code: campaignUnits.unitCode,
        name: campaignUnits.unitName,
        type: campaignUnits.unitType,
      },
      level: recognitions.level,
      levelName: recognitions.levelName,
      certificateNumber: recognitions.certificateNumber,
    })
    .from(recognitions)
    .innerJoin(submissions, eq(submissions.id, recognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(and(eq(recognitions.decisionId, id), visibleTo(actor)))
    .orderBy(sql`length(${recognitions.certificateNumber})`, recognitions.certificateNumber)

export type NewDecisionRow = Pick<
  typeof recognitionDecisions.$inferInsert,
  'campaignId' | 'number' | 'signedOn' | 'signatory' | 'office'
>

/** Two decisions of one issuer with one number in one year break `recognition_decisions_number`. */
export async function insertDecision(tx: Tx, actor: Actor, issuer: UnitSummary, values: NewDecisionRow) {
  return one(
    await tx
      .insert(recognitionDecisions)
      .values({
        ...values,
        issuerUnitId: issuer.id,
        issuerCode: issuer.code,
        issuerName: issuer.name,
        issuerType: issuer.type,
        recordedBy: actor.name,
        standsFor: standsForIn(actor, 'recognition.decide'),
        recordedById: actorId(actor),
      })
      .returning({ id: recognitionDecisions.id, year: recognitionDecisions.year }),
  )
}

/**
 * Takes the next `count` running numbers. Whoever comes second waits until the first has committed or given its numbers
 * back, so that the sequence has neither a number twice nor a gap.
 * @returns the first of them
 */
export async function takeNumbers(tx: Tx, prefix: string, year: number, count: number): Promise<number> {
  const { last } = one(
    await tx
      .insert(certificateCounters)
      .values({ prefix, year, last: count })
      .onConflictDoUpdate({
        target: [certificateCounters.prefix, certificateCounters.year],
        set: { last: sql`${certificateCounters.last} + ${count}` },
      })
      .returning({ last: certificateCounters.last }),
  )
  return last - count + 1
}

export type NewRecognition = typeof recognitions.$inferInsert

export async function insertRecognition(tx: Tx, row: NewRecognition) {
  await tx.insert(recognitions).values(row)
}

/** What was recognised of a file; null while nothing is. */
export async function recognitionOf(db: Queryable, id: SubmissionId): Promise<Recognition | null> {
  const [row] = await db
    .select({
      decisionNumber: recognitionDecisions.number,
      signedOn: recognitionDecisions.signedOn,
      signatory: recognitionDecisions.signatory,
      office: recognitionDecisions.office,
      issuer: recognitionDecisions.issuerName,
      level: recognitions.level,
      certificateNumber: recognitions.certificateNumber,
    })
    .from(recognitions)
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, recognitions.decisionId))
    .where(eq(recognitions.submissionId, id))
  return row ?? null
}
