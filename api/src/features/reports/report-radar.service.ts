import {
  meansTold,
  nodesOf,
  type CampaignId,
  type ReportBasis,
  type ReportRadar,
  type SetMark,
  type UnitId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf, findSet } from '../catalogues/index.ts'
import { campaignsOfUnit, meansAround, ownRow, scoresOf, type OwnRow } from './report-radar.repository.ts'
import type { Moment } from './report-scope.repository.ts'
import { momentOf, orNull, type Ports } from './report-scope.service.ts'

export type ReportRadarService = ReturnType<typeof createReportRadarService>
type Asked = { unitId?: UnitId | undefined; campaignId?: CampaignId | undefined; basis?: ReportBasis | undefined }
type Own = { level: number | null; total: number | null; event: string | null }

const columns: Record<ReportBasis, (row: OwnRow) => Own> = {
  self: (row) => ({ level: row.selfLevel, total: orNull(row.selfTotal), event: row.selfEvent }),
  external: (row) => ({ level: row.externalLevel, total: orNull(row.externalTotal), event: row.externalEvent }),
  recognised: (row) => ({
    level: row.recognisedLevel,
    total: orNull(row.recognisedTotal),
    event: row.recognisedLevel === null ? null : row.externalEvent,
  }),
}
const best = (row: OwnRow): ReportBasis =>
  row.recognisedLevel !== null ? 'recognised' : row.externalLevel !== null ? 'external' : 'self'

/** Whoever looks at a unit from above, without standing above the whole province, knows every unit of the body. */
const standsBetween = (actor: Actor, unitId: UnitId, provinceId: UnitId) =>
  actor.unitId !== unitId && actor.unitId !== provinceId && actor.unitType !== 'system'

/**
 * One unit beside itself and beside means, as of now. What is told of others is a mean of at least three; nor may what is
 * left of the province once the managing body is taken away be fewer: it could be worked out, from the other mean, or by
 * the body that knows each of its own.
 */
export function createReportRadarService({ db, now }: Ports) {
  return async (actor: Actor, { unitId = actor.unitId, campaignId, basis: wanted }: Asked): Promise<ReportRadar> => {
    const campaigns = await campaignsOfUnit(db, actor, unitId)
    const chosen = campaignId === undefined ? campaigns[0] : campaigns.find(({ id }) => id === campaignId)
    if (!chosen) {
      if (campaigns.length > 0) throw new Problem('campaign.not-found')
      throw new Problem('unit.not-found')
    }
    const when = momentOf(undefined, now())
    const row = await ownRow(db, { campaignId: chosen.id, unitId, when })
    const basis = wanted ?? best(row)
    const own = columns[basis](row)
    const set = await markOfSet(row.setId)
    const nodes = nodesOf(await definitionOf(db, row.setId)).filter(({ kind }) => kind !== 'condition')
    const earlier = await lastYear(campaigns, chosen, { when, basis, unitId }, set)
    const before = earlier && new Map(earlier.event ? await scoresOf(db, earlier.event, nodes) : [])
    const mine = new Map(own.event ? await scoresOf(db, own.event, nodes) : [])
    const around = new Map(
      (await meansAround(db, { ...row, campaignId: chosen.id, when }, basis, nodes)).map((one) => [one.node, one]),
    )
    const count = (of: 'bodyCount' | 'provinceCount') => Math.max(0, ...[...around.values()].map((one) => one[of]))
    const [near, far] = [count('bodyCount'), count('provinceCount')]
    const knowsBody = standsBetween(actor, unitId, chosen.provinceId)
    const shown = meansTold({ body: near, province: far, knowsBody })
    const told = (mean: string | null | undefined, whole: boolean, open: boolean) =>
      open && whole ? orNull(mean) : null
    return {
      ...{ unit: chosen.unit, campaignId: chosen.id, set, basis },
      campaigns: campaigns.map(({ id, title, schoolYear }) => ({ id, title, schoolYear })),
      ...{ level: own.level, total: own.level === null ? null : own.total, maximum: orNull(row.maximum) },
      before: earlier && { schoolYear: earlier.schoolYear, level: earlier.level, total: earlier.total },
      body: { name: row.bodyName, count: shown.body ? near : null, withheld: !shown.body },
      province: { name: row.provinceName, count: shown.province ? far : null, withheld: !shown.province },
      axes: nodes.map(({ code, title, depth, maximum }) => {
        const means = around.get(code)
        return {
          ...{ code, title, depth, maximum, own: orNull(mine.get(code)), before: orNull(before?.get(code)) },
          body: told(means?.body, means?.bodyCount === near, shown.body),
          province: told(means?.province, means?.provinceCount === far, shown.province),
        }
      }),
    }
  }

  async function markOfSet(id: OwnRow['setId']): Promise<SetMark | null> {
    const found = await findSet(db, id)
    if (!found) return null
    const { code, version, title, sample, verifiedOn } = found
    return { id, code, version, title, sample, verified: verifiedOn !== null }
  }

  /** The same unit the year before, in the same column, where it was under the same set. */
  async function lastYear(
    campaigns: Awaited<ReturnType<typeof campaignsOfUnit>>,
    chosen: { schoolYear: string },
    { when, basis, unitId }: { when: Moment; basis: ReportBasis; unitId: UnitId },
    set: SetMark | null,
  ) {
    const first = Number(chosen.schoolYear.slice(0, 4))
    const schoolYear = `${first - 1}-${first}`
    for (const campaign of campaigns.filter((one) => one.schoolYear === schoolYear)) {
      const row = await ownRow(db, { campaignId: campaign.id, unitId, when })
      const own = columns[basis](row)
      if (own.level === null || (await markOfSet(row.setId))?.code !== set?.code) continue
      return { schoolYear, ...own }
    }
    return null
  }
}
