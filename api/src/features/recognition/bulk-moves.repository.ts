import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { SubmissionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { bulkMoves } from './nominations.tables.ts'

/** After this a call that never answered has died, and its key may be taken up again. */
const stuckMinutes = 5
const keptDays = 30

const own = (actor: Actor, key: string) => and(eq(bulkMoves.actorId, actorId(actor)), eq(bulkMoves.key, key))

export type Taken = { kind: 'mine' } | { kind: 'answered'; reply: unknown } | { kind: 'used' }

/** Takes a key for a call, or says what became of the call that took it before. */
export async function takeKey(db: Db, actor: Actor, key: string, requestHash: string, at: Date): Promise<Taken> {
  await db.delete(bulkMoves).where(lt(bulkMoves.at, new Date(at.getTime() - keptDays * 86_400_000)))
  const stuck = new Date(at.getTime() - stuckMinutes * 60_000)
  const taken = await db
    .insert(bulkMoves)
    .values({ actorId: actorId(actor), key, requestHash, at })
    .onConflictDoUpdate({
      target: [bulkMoves.actorId, bulkMoves.key],
      set: { at },
      setWhere: sql`${bulkMoves.reply} is null and ${bulkMoves.at} < ${stuck} and ${bulkMoves.requestHash} = ${requestHash}`,
    })
    .returning({ key: bulkMoves.key })
  if (taken.length > 0) return { kind: 'mine' }
  const [before] = await db.select().from(bulkMoves).where(own(actor, key))
  return before?.requestHash === requestHash && before.reply !== null
    ? { kind: 'answered', reply: before.reply }
    : { kind: 'used' }
}

export async function keepReply(db: Db, actor: Actor, key: string, reply: unknown) {
  await db.update(bulkMoves).set({ reply }).where(own(actor, key))
}

/** A call that was refused as a whole did nothing: its key is free again. */
export async function freeKey(db: Db, actor: Actor, key: string) {
  await db.delete(bulkMoves).where(own(actor, key))
}

/** The units of these files, as far as the actor may see them. */
export async function unitsOf(db: Queryable, actor: Actor, ids: readonly SubmissionId[]) {
  const rows = await db
    .select({
      submissionId: submissions.id,
      unit: {
        id: campaignUnits.unitId,
        code: campaignUnits.unitCode,
        name: campaignUnits.unitName,
        type: campaignUnits.unitType,
      },
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(and(inArray(submissions.id, [...ids]), visibleTo(actor)))
  return new Map(rows.map(({ submissionId, unit }) => [submissionId, unit]))
}
