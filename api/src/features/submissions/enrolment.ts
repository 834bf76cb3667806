import { leafLinesOf, type CampaignUnitId, type IndicatorSetId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { insertMany } from './moves.repository.ts'

/** Gives every unit that takes part its empty file, in the transaction that lets it take part. */
export async function enrol(
  tx: Tx,
  actor: Actor,
  units: readonly { id: CampaignUnitId; indicatorSetId: IndicatorSetId }[],
  at: Date,
) {
  const lineCounts = new Map<IndicatorSetId, number>()
  for (const setId of new Set(units.map(({ indicatorSetId }) => indicatorSetId)))
    lineCounts.set(setId, leafLinesOf(await definitionOf(tx, setId)).length)
  const files = units.map(({ id, indicatorSetId }) => ({
    campaignUnitId: id,
    lineCount: lineCounts.get(indicatorSetId) ?? 0,
  }))
  await insertMany(tx, actor, files, at)
}
