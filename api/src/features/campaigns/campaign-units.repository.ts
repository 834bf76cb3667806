import { and, asc, eq, getTableColumns, isNull, sql, type SQL } from 'drizzle-orm'
import type { CampaignId, CampaignUnitId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { setColumns } from './campaigns.repository.ts'
import { campaigns, campaignUnits } from './campaigns.tables.ts'
import { visibleTo } from './visibility.repository.ts'

const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      ...getTableColumns(campaignUnits),
      provinceUnitId: campaigns.provinceUnitId,
      closedAt: campaigns.closedAt,
      set: setColumns,
    })
    .from(campaignUnits)
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .where(and(visibleTo(actor), ...conditions))

/** A participating unit as one actor sees it. */
export type CampaignUnitRow = Awaited<ReturnType<typeof seenBy>>[number]

export async function findCampaignUnit(
  db: Queryable,
  actor: Actor,
  id: CampaignUnitId,
): Promise<CampaignUnitRow | undefined> {
  const [row] = await seenBy(db, actor, eq(campaignUnits.id, id))
  return row
}

/** Holds the participating unit until the transaction ends. */
export async function lockCampaignUnit(tx: Tx, actor: Actor, id: CampaignUnitId): Promise<CampaignUnitRow | undefined> {
  await tx.select({ id: campaignUnits.id }).from(campaignUnits).where(eq(campaignUnits.id, id)).for('no key update')
  return findCampaignUnit(tx, actor, id)
}

/** Every unit that has been in the campaign, also those taken out: they were left out on purpose. */
export async function listUnitIds(db: Queryable, campaignId: CampaignId): Promise<ReadonlySet<UnitId>> {
  const rows = await db
    .select({ id: campaignUnits.unitId })
    .from(campaignUnits)
    .where(eq(campaignUnits.campaignId, campaignId))
  return new Set(rows.map(({ id }) => id))
}

/** Units that take part now, and the bodies that assess them: whom the campaign concerns. */
export async function listConcerned(db: Queryable, campaignId: CampaignId): Promise<UnitId[]> {
  const rows = await db
    .select({ unit: campaignUnits.unitId, assessor: campaignUnits.assessorUnitId })
    .from(campaignUnits)
    .where(and(eq(campaignUnits.campaignId, campaignId), isNull(campaignUnits.takenOutAt)))
  return [...new Set(rows.flatMap(({ unit, assessor }) => [unit, assessor]))]
}

export type UnitFilters = { q?: string | undefined; assessorUnitId?: UnitId | undefined }

/** By name in Vietnamese order; one more than `limit`, to see whether there are more. */
export const listUnits = (
  db: Queryable,
  actor: Actor,
  campaignId: CampaignId,
  { q = '', assessorUnitId }: UnitFilters,
  after: [string, string] | null,
  limit: number,
): Promise<CampaignUnitRow[]> =>
  seenBy(
    db,
    actor,
    eq(campaignUnits.campaignId, campaignId),
    ...hasWords(campaignUnits.search, q),
    assessorUnitId && eq(campaignUnits.assessorUnitId, assessorUnitId),
    after ? sql`(${campaignUnits.unitName}, ${campaignUnits.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
  )
    .orderBy(asc(campaignUnits.unitName), asc(campaignUnits.id))
    .limit(limit + 1)
