import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SealKind, SubmissionId, WireContent } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { appending } from '../../platform/db/appending.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { units } from '../org/index.ts'
import { submissionSeals } from './seals.tables.ts'

export type SealRow = typeof submissionSeals.$inferSelect

type NewSeal = Omit<typeof submissionSeals.$inferInsert, 'unitName' | 'sealedBy'> & {
  /** Another seal that holds the same content word for word: PostgreSQL takes it from there. */
  sameAs: string | null
}
const add = appending(submissionSeals, {
  unitName: sql`(select ${units.name} from ${units} where ${units.id} = ${sql.placeholder('place')})`,
  content: sql`coalesce(${sql.placeholder('content')}::jsonb,
    (select content from ${submissionSeals} where id = ${sql.placeholder('sameAs')}::uuid))`,
})
export const insertSeals = (tx: Tx, actor: Actor, seals: readonly NewSeal[]) =>
  Promise.all(
    seals.map(({ content, sameAs, ...seal }) =>
      add(tx, [{ ...seal, sealedBy: actor.name }], {
        place: actor.unitId,
        ...{ sameAs, content: sameAs === null ? JSON.stringify(content) : null },
      }),
    ),
  )

/** Of each of these files and kinds the newest seal. */
export async function newestSeals(
  db: Queryable,
  ids: readonly SubmissionId[],
  kinds: readonly SealKind[],
): Promise<ReadonlyMap<SubmissionId, SealRow[]>> {
  if (ids.length === 0 || kinds.length === 0) return new Map()
  const rows = await newest(db, { ids: [...ids], kinds: [...kinds] })
  return Map.groupBy(rows, (row) => row.submissionId)
}
const { submissionId, kind, sealedAt, id } = submissionSeals
const newest = steady((db) =>
  db
    .selectDistinctOn([submissionId, kind])
    .from(submissionSeals)
    .where(and(amongst(submissionId, 'ids', 'uuid'), amongst(kind, 'kinds', 'text')))
    .orderBy(submissionId, kind, desc(sealedAt), desc(id)),
)

/** Every seal of a file, the newest first. */
export const listSeals = (db: Queryable, id: SubmissionId): Promise<SealRow[]> =>
  db
    .select()
    .from(submissionSeals)
    .where(eq(submissionSeals.submissionId, id))
    .orderBy(desc(submissionSeals.sealedAt), desc(submissionSeals.id))

/** What was sent in each round, in their order. */
export const listSent = (db: Queryable, id: SubmissionId): Promise<SealRow[]> =>
  db
    .select()
    .from(submissionSeals)
    .where(and(eq(submissionSeals.submissionId, id), eq(submissionSeals.kind, 'submitted' satisfies SealKind)))
    .orderBy(asc(submissionSeals.round))

/** What was sent in a round; undefined where it was sent before contents were pinned. */
export async function sentContent(
  db: Queryable,
  { submissionId, round }: { submissionId: SubmissionId; round: number },
): Promise<WireContent | undefined> {
  const [row] = await ofRound(db, { submissionId, round })
  return row?.content
}
const ofRound = steady((db) =>
  db
    .select({ content: submissionSeals.content })
    .from(submissionSeals)
    .where(
      and(
        eq(submissionSeals.submissionId, sql.placeholder('submissionId')),
        eq(submissionSeals.kind, 'submitted' satisfies SealKind),
        eq(submissionSeals.round, sql.placeholder('round')),
      ),
    )
    .orderBy(asc(submissionSeals.sealedAt))
    .limit(1),
)
