import { pageQuery, reportFigure, reportFilter, reportParts, type ReportPart } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'
import { z } from 'zod'

export const reportTabs = ['overview', 'scores', 'comparison', 'progress', 'years', 'ranking', 'remarks'] as const
export type ReportTab = (typeof reportTabs)[number]

/** What the address of a report says: what is counted, the tab, and how it is parted. */
export const reportAddress = reportFilter.extend({
  tab: z.enum(reportTabs).default('overview'),
  by: z.enum(reportParts).default('body'),
})
export type ReportFilterQuery = z.input<typeof reportFilter>

/** What the address of a list behind a figure says. */
export const unitsAddress = reportFilter
  .extend(reportFigure.shape)
  .extend(pageQuery.shape)
  .extend({
    level: z.string().max(4).optional(),
    q: z.string().max(200).optional(),
    order: z.enum(['name', 'rank']).optional(),
  })
export type Figure = Partial<Record<keyof typeof reportFigure.shape, string | number>>

/** Of an address only what chooses the units. */
export const filterOf = (query: Record<string, unknown>): ReportFilterQuery =>
  reportFilter.parse(Object.fromEntries(Object.keys(reportFilter.shape).map((key) => [key, query[key]])))

const partKeys = {
  body: 'bodyId',
  area: 'areaId',
  type: 'unitType',
  ownership: 'ownership',
  campaign: 'campaignId',
} as const satisfies Record<ReportPart, keyof ReportFilterQuery>
/** What of the filter a part of a table stands for. */
export const partFilter = (by: ReportPart, key: string): ReportFilterQuery => ({ [partKeys[by]]: key })

/** The list of exactly the units that a figure counts. */
export const behind = (filter: ReportFilterQuery, figure: Figure, more: ReportFilterQuery = {}): RouteLocationRaw => ({
  name: 'report-units',
  query: { ...filter, ...more, ...figure },
})
