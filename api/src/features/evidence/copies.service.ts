import { evidenceCode, mostPlacesShown, type CampaignId, type CopiedFile, type CopyPlace } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findCampaign } from '../campaigns/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import * as repository from './copies.repository.ts'
import type { CopyRow, PlaceRow } from './copies.repository.ts'

export type CopiesService = ReturnType<typeof createCopiesService>
const position = z.tuple([z.int(), z.string()])

/** Identical files of different units, for those who receive their files. It says what is the same, and no more. */
export function createCopiesService({ db, now }: { db: Db; now: () => Date }) {
  type Asked = PageRequest & { common?: boolean | undefined }
  async function list(actor: Actor, campaign: CampaignId, { common = false, cursor, limit = defaultLimit }: Asked) {
    await requireCampaign(actor, campaign)
    const after = decodeCursor(cursor, position)
    const rows = await repository.list(db, actor, campaign, { common, after, limit: limit + 1 })
    const hashes = rows.slice(0, limit).map(({ sha256 }) => sha256)
    const places = await repository.placesOf(db, actor, { campaign, hashes, most: mostPlacesShown })
    const shown = Map.groupBy(await Promise.all(places.map(present)), ({ sha256 }) => sha256)
    return toPage(
      rows,
      { limit },
      ({ units, sha256 }) => [units, sha256],
      (row) =>
        presentCopy(
          actor,
          row,
          (shown.get(row.sha256) ?? []).map(({ place }) => place),
        ),
    )
  }

  /** @throws Problem `copies.not-found` where no two units that the actor sees hold this content */
  async function markCommon(actor: Actor, campaign: CampaignId, sha256: string, reason: string) {
    await requireCampaign(actor, campaign)
    const [found] = await repository.list(db, actor, campaign, { common: false, after: null, limit: 1, sha256 })
    if (!found) throw new Problem('copies.not-found')
    await repository.mark(db, actor, { sha256, reason, at: now() })
    return {}
  }

  async function unmarkCommon(actor: Actor, campaign: CampaignId, sha256: string) {
    await requireCampaign(actor, campaign)
    await repository.unmark(db, actor, sha256, now())
    return {}
  }

  async function requireCampaign(actor: Actor, id: CampaignId) {
    if (!(await findCampaign(db, actor, id))) throw new Problem('campaign.not-found')
  }

  async function present(row: PlaceRow): Promise<{ sha256: string; place: CopyPlace }> {
    const { evidenceCode: scheme } = await definitionOf(db, row.indicatorSetId)
    const { sha256, campaignUnitId, submissionId, title, criteria, addedBy } = row
    const place = {
      ...{ campaignUnitId, submissionId, title, criteria, addedBy },
      unit: { id: row.unitId, name: row.unit },
      code: evidenceCode(scheme, row),
      file: { id: row.fileId, name: row.fileName },
      addedAt: new Date(row.addedAt).toISOString(),
    }
    return { sha256, place }
  }

  return { list, markCommon, unmarkCommon }
}

function presentCopy(actor: Actor, row: CopyRow, shown: CopyPlace[]): CopiedFile {
  const { sha256, mediaType, units, places, reason, markedIn, markedInName, markedBy, markedAt } = row
  const marked = reason !== null && markedInName !== null && markedBy !== null && markedAt !== null
  return {
    ...{ sha256, mediaType, units, places, shown },
    size: Number(row.size),
    common: marked ? { reason, unit: markedInName, by: markedBy, at: new Date(markedAt).toISOString() } : null,
    actions: !marked ? ['mark-common'] : markedIn === actor.unitId ? ['unmark-common'] : [],
  }
}
