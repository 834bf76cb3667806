import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ApiKeyId } from '@thuoc/shared'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { units } from '../org/index.ts'
import { apiKeys } from './identity.tables.ts'

const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`

/** The key of a secret, as long as it works, with the unit it acts for. */
export function prepareIdentifyKey(db: Db) {
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      unitId: units.id,
      unitPath: units.path,
      unitType: units.type,
      usedJustNow: sql<boolean>`coalesce(${apiKeys.lastUsedAt} > now() - interval '1 minute', false)`,
    })
    .from(apiKeys)
    .innerJoin(units, eq(units.id, apiKeys.unitId))
    .where(
      and(
        eq(apiKeys.secretHash, sql.placeholder('secretHash')),
        isNull(apiKeys.revokedAt),
        sql`${apiKeys.expiresOn} >= ${today}`,
      ),
    )
    .prepare('identify_api_key')
}

export async function markUsed(db: Queryable, id: ApiKeyId) {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(apiKeys.id, id))
}
