import {
  nodesOf,
  reportFigure,
  reportFilter,
  type ReportFigure,
  type ReportFilter,
  type ReportRemarks,
  type ReportUnit,
  type ReportUnits,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { countRemarks, listRemarks, remarkKey, type RemarkFilter } from './report-remarks.repository.ts'
import { openScope, orNull, underMain, type Open, type Ports } from './report-scope.service.ts'
import { listUnits, unitKeyOf, unitKeys, type UnitOrder, type UnitRow } from './report-units.repository.ts'
import type { Wanted } from './report-wanted.repository.ts'

export type ReportListsService = ReturnType<typeof createReportListsService>
export type Figured = ReportFilter & ReportFigure & { q?: string | undefined }

/** Parts what chooses the units from what chooses a figure of them. */
export function partsOf({ q, ...asked }: Figured): {
  figure: ReportFigure
  filter: ReportFilter
  q: string | undefined
} {
  return { figure: reportFigure.parse(asked), filter: reportFilter.parse(asked), q }
}

/** What stands behind a figure, in the words of the repository. A criterion narrows to the set it belongs to. */
export function wantedOf(open: Open, figure: ReportFigure, q?: string): { chosen: Open['chosen']; wanted: Wanted } {
  const node =
    figure.criterion === undefined || open.main === null
      ? null
      : (nodesOf(open.main.definition).find(({ code }) => code === figure.criterion) ?? null)
  return {
    chosen: figure.criterion === undefined ? open.chosen : underMain(open),
    wanted: { figure, node, previousYear: open.previousYear, q },
  }
}

/** Lists behind the figures, page by page. */
export function createReportListsService(ports: Ports) {
  const { db } = ports

  async function units(
    actor: Actor,
    { order, ...query }: Figured & PageRequest & { order: UnitOrder },
  ): Promise<ReportUnits> {
    const { cursor, limit, ...asked } = query
    const { figure, filter, q } = partsOf(asked)
    const open = await openScope(ports, actor, filter)
    const { chosen, wanted } = wantedOf(open, figure, q)
    // A criterion that the set does not have is nobody's.
    if (figure.criterion !== undefined && wanted.node === null)
      return { scope: open.scope, total: 0, items: [], nextCursor: null }
    const rows = await listUnits(db, chosen, wanted, {
      ...{ order, after: decodeCursor<readonly unknown[]>(cursor, unitKeys[order]), limit: limit ?? defaultLimit },
    })
    const page = toPage(rows, { limit }, (row) => unitKeyOf(order, row), presentUnit)
    return { scope: open.scope, total: rows[0]?.totalCount ?? 0, ...page }
  }

  async function remarks(actor: Actor, query: ReportFilter & PageRequest & RemarkFilter): Promise<ReportRemarks> {
    const { cursor, limit, kind, origin, q, ...filter } = query
    const { chosen, scope } = await openScope(ports, actor, filter)
    const rows = await listRemarks(
      db,
      chosen,
      { kind, origin, q },
      { after: decodeCursor(cursor, remarkKey), limit: limit ?? defaultLimit },
    )
    const page = toPage(
      rows,
      { limit },
      ({ at, id, place }) => [at, id, place],
      ({ at: _, id: __, place: ___, ...row }) => row,
    )
    return { scope, counts: await countRemarks(db, chosen), ...page }
  }

  return { units, remarks }
}

const column = (level: number | null, total: string | null) => {
  const points = orNull(total)
  return level === null || points === null ? null : { level, total: points }
}

export function presentUnit(row: UnitRow): ReportUnit {
  const { decisionNumber: number, decisionDate: date, certificate } = row
  return {
    ...{ campaignUnitId: row.campaignUnitId, submissionId: row.submissionId, campaign: row.campaign, unit: row.unit },
    ...{ ownership: row.ownership, body: row.body, status: row.status },
    self: column(row.selfLevel, row.selfTotal),
    external: column(row.externalLevel, row.externalTotal),
    recognised: column(row.recognisedLevel, row.recognisedTotal),
    ...{
      level: row.level,
      total: row.level === null ? null : orNull(row.total),
      maximum: orNull(row.maximum) ?? 0,
      rank: row.rank,
    },
    steps: {
      self: row.selfStep,
      request: row.requestStep,
      external: row.externalStep,
      decision: row.decisionStep,
      publication: row.publicationStep,
    },
    decision: number !== null && date !== null && certificate !== null ? { number, date, certificate } : null,
    ...{ publishedOn: row.publishedOn, met: row.met, before: row.before },
    ...{ score: orNull(row.score), difference: orNull(row.difference) },
  }
}
