import { and, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Certificate, DecisionId, Recognition, RecognitionId, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units } from '../org/index.ts'
import { submissions } from '../submissions/index.ts'
import { about, aboutMark, endedColumns, endings, ownMark, presentEnding } from './recognition.repository.ts'
import {
  currentRecognitions,
  recognitionDecisions,
  recognitionEndings,
  recognitions,
  type Printed,
} from './recognition.tables.ts'

export type { Printed }
export type NewRecognition = typeof recognitions.$inferInsert

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

export async function insertRecognitions(tx: Tx, rows: readonly NewRecognition[]) {
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(recognitions).values(rows.slice(from, from + batch))
}

/** How many recognitions each file has had; the next is one more. */
export async function ordinalsOf(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: recognitions.submissionId, last: sql<number>`max(${recognitions.ordinal})` })
    .from(recognitions)
    .where(inArray(recognitions.submissionId, [...ids]))
    .groupBy(recognitions.submissionId)
  return new Map(rows.map(({ id, last }) => [id, last]))
}

/** What counts today of these files, with the decision of recognition behind it, also where a correction came between. */
export async function currentOf(db: Queryable, ids: readonly SubmissionId[]) {
  if (ids.length === 0) return []
  return db
    .select({
      id: currentRecognitions.id,
      submissionId: currentRecognitions.submissionId,
      ordinal: currentRecognitions.ordinal,
      level: currentRecognitions.level,
      levelName: currentRecognitions.levelName,
      result: currentRecognitions.result,
      answers: currentRecognitions.answers,
      printed: currentRecognitions.printed,
      rootId: sql<DecisionId>`coalesce(${recognitionDecisions.aboutId}, ${recognitionDecisions.id})`,
      unitName: campaignUnits.unitName,
    })
    .from(currentRecognitions)
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, currentRecognitions.decisionId))
    .innerJoin(submissions, eq(submissions.id, currentRecognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(inArray(currentRecognitions.submissionId, [...ids]))
}
export type CurrentRow = Awaited<ReturnType<typeof currentOf>>[number]

type Ending = { recognitionId: RecognitionId; decisionId: DecisionId; successorId: RecognitionId | null; endedAt: Date }
/** A recognition ends once: a second time breaks its primary key. */
export async function endRecognitions(tx: Tx, rows: readonly Ending[]) {
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(recognitionEndings).values(rows.slice(from, from + batch))
}

const predecessor = alias(recognitions, 'predecessor')
const predecessorEnding = alias(recognitionEndings, 'predecessor_ending')
const issuer = alias(units, 'issuer')
const superior = alias(units, 'superior')

const certificates = (db: Queryable, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      id: recognitions.id,
      number: recognitions.certificateNumber,
      submissionId: recognitions.submissionId,
      unitName: campaignUnits.unitName,
      printed: recognitions.printed,
      level: recognitions.level,
      levelName: recognitions.levelName,
      schoolYear: campaigns.schoolYear,
      setTitle: indicatorSets.title,
      sample: indicatorSets.sample,
      decision: {
        ...ownMark,
        signatory: recognitionDecisions.signatory,
        office: recognitionDecisions.office,
      },
      about: { ...aboutMark, signatory: about.signatory, office: about.office, validUntil: about.validUntil },
      validUntil: recognitionDecisions.validUntil,
      replaces: predecessor.certificateNumber,
      issuer: {
        id: recognitionDecisions.issuerUnitId,
        code: recognitionDecisions.issuerCode,
        name: recognitionDecisions.issuerName,
        type: recognitionDecisions.issuerType,
      },
      superior: sql<string | null>`${superior.name}`,
      ...endedColumns,
    })
    .from(recognitions)
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, recognitions.decisionId))
    .innerJoin(submissions, eq(submissions.id, recognitions.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .innerJoin(issuer, eq(issuer.id, recognitionDecisions.issuerUnitId))
    // The root of the tree is no body.
    .leftJoin(superior, and(eq(superior.id, issuer.parentId), sql`${superior.parentId} is not null`))
    .leftJoin(about, eq(about.id, recognitionDecisions.aboutId))
    .leftJoin(predecessorEnding, eq(predecessorEnding.successorId, recognitions.id))
    .leftJoin(predecessor, eq(predecessor.id, predecessorEnding.recognitionId))
    .leftJoin(recognitionEndings, eq(recognitionEndings.recognitionId, recognitions.id))
    .leftJoin(endings.ending, eq(endings.ending.id, recognitionEndings.decisionId))
    .leftJoin(endings.successor, eq(endings.successor.id, recognitionEndings.successorId))
    .where(and(...conditions))
type CertificateRow = Awaited<ReturnType<typeof certificates>>[number]

/** The certificates of a decision in the order of their numbers, as far as the actor may see the files. */
export async function certificatesOf(db: Queryable, actor: Actor, id: DecisionId): Promise<Certificate[]> {
  const rows = await certificates(db, eq(recognitions.decisionId, id), visibleTo(actor)).orderBy(
    sql`length(${recognitions.certificateNumber})`,
    recognitions.certificateNumber,
  )
  return rows.map(present)
}

/** One certificate, whatever became of it, if the actor may see its file. */
export async function certificateFor(db: Queryable, actor: Actor, id: RecognitionId): Promise<Certificate | null> {
  const [row] = await certificates(db, eq(recognitions.id, id), visibleTo(actor))
  return row ? present(row) : null
}

/** Every certificate a file was ever given, the newest first. */
export async function certificatesOfFile(db: Queryable, id: SubmissionId): Promise<Certificate[]> {
  const rows = await certificates(db, eq(recognitions.submissionId, id)).orderBy(desc(recognitions.ordinal))
  return rows.map(present)
}

/** The certificate with this number, whatever became of it; whether anyone may read it is for the caller to say. */
export async function certificateNumbered(db: Queryable, number: string): Promise<Certificate | null> {
  const [row] = await certificates(db, eq(recognitions.certificateNumber, number))
  return row ? present(row) : null
}

/** What counts of a file today; null while nothing does. */
export async function recognitionOf(db: Queryable, id: SubmissionId): Promise<Recognition | null> {
  const [row] = await certificates(db, eq(recognitions.submissionId, id), isNull(recognitionEndings.recognitionId))
  if (!row) return null
  const { decision, issuer: by, level, number: certificateNumber } = present(row)
  const { number: decisionNumber, signedOn, signatory, office } = decision
  return { decisionNumber, signedOn, signatory, office, issuer: by.name, level, certificateNumber }
}

/** In the words that count now: of the decision of recognition, where a correction did not say otherwise. */
function present({ printed, about: root, endedBy, successor, ...row }: CertificateRow): Certificate {
  const own = root ?? row.decision
  return {
    ...row,
    unitName: printed?.unitName ?? row.unitName,
    decision: { id: own.id, kind: own.kind, ...readingOf(own, printed) },
    correction: root && row.decision,
    validUntil: root ? root.validUntil : row.validUntil,
    ended: presentEnding({ endedBy, successor }),
  }
}

const readingOf = (own: Omit<Printed, 'unitName'>, printed: Printed | null) => {
  const { number, signedOn, signatory, office } = printed ?? own
  return { number, signedOn, signatory, office }
}
