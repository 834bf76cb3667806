import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CampaignId, Decision, DecisionId, DecisionMark, RecognitionEnding, UnitSummary } from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaigns, campaignUnits, campaignsWithVisible, visibleTo } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import {
  certificateCounters,
  decidedItems,
  recognitionDecisions,
  recognitionEndings,
  recognitions,
} from './recognition.tables.ts'

export const about = alias(recognitionDecisions, 'about')
const ending = alias(recognitionDecisions, 'ending')
const successor = alias(recognitions, 'successor')

/** A decision as others name it; written out for each table, as an alias has types of its own. */
export const ownMark = {
  id: recognitionDecisions.id,
  kind: recognitionDecisions.kind,
  number: recognitionDecisions.number,
  signedOn: recognitionDecisions.signedOn,
}
export const aboutMark = { id: about.id, kind: about.kind, number: about.number, signedOn: about.signedOn }
const endingMark = { id: ending.id, kind: ending.kind, number: ending.number, signedOn: ending.signedOn }

/** How a recognition ended: the decision that did it, and the certificate that took its place. */
export const endings = { ending, successor }
export const endedColumns = { endedBy: endingMark, successor: successor.certificateNumber }
type Ended = { endedBy: DecisionMark | null; successor: string | null }
export const presentEnding = ({ endedBy, successor: number }: Ended): RecognitionEnding | null =>
  endedBy && { decision: endedBy, successor: number }

/** Decisions about at least one file that the actor may see, with the number of those files. */
function seenBy(db: Queryable, actor: Actor) {
  const seen = db
    .select({ unitCount: sql<number>`count(*)::int`.as('unit_count') })
    .from(decidedItems)
    .innerJoin(submissions, eq(submissions.id, decidedItems.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(and(eq(decidedItems.decisionId, recognitionDecisions.id), visibleTo(actor)))
    .as('seen')
  return db
    .select({
      ...ownMark,
      about: aboutMark,
      reason: recognitionDecisions.reason,
      validUntil: recognitionDecisions.validUntil,
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
    .innerJoinLateral(seen, sql`${seen.unitCount} > 0`)
    .innerJoin(campaigns, eq(campaigns.id, recognitionDecisions.campaignId))
    .leftJoin(about, eq(about.id, recognitionDecisions.aboutId))
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
        // Where the actor sees nothing, no decision is looked into.
        sql`${recognitionDecisions.campaignId} = any(array(${campaignsWithVisible(actor)}))`,
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
export async function itemsOf(db: Queryable, actor: Actor, id: DecisionId): Promise<Decision['items']> {
  const rows = await db
    .select({
      submissionId: recognitions.submissionId,
      unit: {
        id: campaignUnits.unitId,
        code: campaignUnits.unitCode,
        name: campaignUnits.unitName,
        type: campaignUnits.unitType,
      },
      version: submissions.version,
      level: recognitions.level,
      levelName: recognitions.levelName,
      certificateNumber: recognitions.certificateNumber,
      ...endedColumns,
    })
    .from(decidedItems)
    .innerJoin(recognitions, eq(recognitions.id, decidedItems.recognitionId))
    .innerJoin(submissions, eq(submissions.id, recognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .leftJoin(recognitionEndings, eq(recognitionEndings.recognitionId, recognitions.id))
    .leftJoin(ending, eq(ending.id, recognitionEndings.decisionId))
    .leftJoin(successor, eq(successor.id, recognitionEndings.successorId))
    .where(and(eq(decidedItems.decisionId, id), visibleTo(actor)))
    .orderBy(sql`length(${recognitions.certificateNumber})`, recognitions.certificateNumber)
  return rows.map(({ endedBy, successor: number, ...item }) => ({
    ...item,
    ended: presentEnding({ endedBy, successor: number }),
  }))
}

/** Later decisions that mend this one or take it back, the oldest first. */
export const followersOf = (db: Queryable, id: DecisionId): Promise<DecisionMark[]> =>
  db
    .select(ownMark)
    .from(recognitionDecisions)
    .where(eq(recognitionDecisions.aboutId, id))
    .orderBy(asc(recognitionDecisions.recordedAt), asc(recognitionDecisions.id))

export type NewDecisionRow = Pick<
  typeof recognitionDecisions.$inferInsert,
  'campaignId' | 'number' | 'signedOn' | 'signatory' | 'office' | 'validUntil' | 'kind' | 'aboutId' | 'reason'
>

/** Two decisions of one issuer with one number in one year break `recognition_decisions_number`. */
export async function insertDecision(tx: Tx, actor: Actor, issuer: UnitSummary, values: NewDecisionRow, at: Date) {
  return one(
    await tx
      .insert(recognitionDecisions)
      .values({
        ...values,
        issuerUnitId: issuer.id,
        issuerCode: issuer.code,
        issuerName: issuer.name,
        issuerType: issuer.type,
        recordedAt: at,
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
