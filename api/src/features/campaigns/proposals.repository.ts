import { and, desc, eq, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CampaignId, SetMark, UnitSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units } from '../org/index.ts'
import { setColumns } from './campaigns.repository.ts'
import { campaignUnits } from './campaigns.tables.ts'

/**
 * The published set that a province would use for a code: its own refinement of it, else its own set of that code, else
 * that of the system; each in its newest version.
 */
export async function findSetFor(db: Queryable, actor: Actor, code: string): Promise<SetMark | null> {
  const place = sql`${actor.unitPath}::ltree`
  const refines = sql`${indicatorSets.definition} -> 'refines' ->> 'code' = ${code}`
  const [row] = await db
    .select(setColumns)
    .from(indicatorSets)
    .innerJoin(units, eq(units.id, indicatorSets.ownerUnitId))
    .where(
      and(
        eq(indicatorSets.status, 'published'),
        sql`${units.path} @> ${place}`,
        or(eq(indicatorSets.code, code), refines),
      ),
    )
    .orderBy(
      sql`nlevel(${units.path}) desc`,
      sql`coalesce(${refines}, false) desc`,
      desc(indicatorSets.publishedAt),
      desc(indicatorSets.version),
    )
    .limit(1)
  if (!row) return null
  const { verifiedOn, ...mark } = row
  return { ...mark, verified: verifiedOn !== null }
}

/** The newest published version of the code of a set, of the same owner. */
export async function findNewest(db: Queryable, id: SetMark['id']): Promise<SetMark | null> {
  const old = alias(indicatorSets, 'old')
  const [row] = await db
    .select(setColumns)
    .from(indicatorSets)
    .innerJoin(old, and(eq(old.code, indicatorSets.code), eq(old.ownerUnitId, indicatorSets.ownerUnitId)))
    .where(and(eq(old.id, id), eq(indicatorSets.status, 'published')))
    .orderBy(desc(indicatorSets.version))
    .limit(1)
  if (!row) return null
  const { verifiedOn, ...mark } = row
  return { ...mark, verified: verifiedOn !== null }
}

/** Units that another body than their superior of that time assesses in a campaign, with that body, as they are now. */
export async function listExceptions(
  db: Queryable,
  id: CampaignId,
): Promise<{ unit: UnitSummary; assessor: UnitSummary }[]> {
  const assessor = alias(units, 'assessor')
  const superior = sql`ltree2text(subpath(${campaignUnits.unitPath}, -2, 1))`
  return db
    .select({
      unit: { id: units.id, code: units.code, name: units.name, type: units.type },
      assessor: { id: assessor.id, code: assessor.code, name: assessor.name, type: assessor.type },
    })
    .from(campaignUnits)
    .innerJoin(units, eq(units.id, campaignUnits.unitId))
    .innerJoin(assessor, eq(assessor.id, campaignUnits.assessorUnitId))
    .where(
      and(
        eq(campaignUnits.campaignId, id),
        sql`${campaignUnits.takenOutAt} is null`,
        sql`${superior} <> replace(${campaignUnits.assessorUnitId}::text, '-', '')`,
      ),
    )
    .orderBy(units.name, units.id)
}
