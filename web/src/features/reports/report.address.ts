import {
  pageQuery,
  remarkKinds,
  remarkOrigins,
  reportFigure,
  reportFilter,
  reportParts,
  type ReportPart,
  type ReportScope,
} from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'
import { z } from 'zod'

export const reportTabs = ['overview', 'scores', 'comparison', 'progress', 'years', 'ranking', 'remarks'] as const
export type ReportTab = (typeof reportTabs)[number]

const text = z.string().max(200).optional()
/** What the lists in a report are narrowed to, beside the filter of all its figures. */
const listed = z.object({
  kind: z.enum(remarkKinds).optional(),
  origin: z.enum(remarkOrigins).optional(),
  q: text,
  cursor: pageQuery.shape.cursor,
})
export type Listed = z.output<typeof listed>
/** What the address of a report says: what is counted, the tab, how it is parted, and where in a list one is. */
export const reportAddress = reportFilter.extend(listed.shape).extend({
  tab: z.enum(reportTabs).default('overview'),
  by: z.enum(reportParts).default('body'),
})
/** Another tab has another list. */
export const leavingList: Record<keyof Listed, undefined> = {
  ...{ kind: undefined, origin: undefined, q: undefined, cursor: undefined },
}
export type ReportFilterQuery = z.input<typeof reportFilter>

/** What the address of a list behind a figure says. */
export const unitsAddress = reportFilter
  .extend(reportFigure.shape)
  .extend(pageQuery.shape)
  .extend({
    level: z.string().max(4).optional(),
    q: text,
    order: z.enum(['name', 'rank']).optional(),
  })
export type Figure = Partial<Record<keyof typeof reportFigure.shape, string | number>>

/** Of an address only what chooses the units. */
export const filterOf = (query: Record<string, unknown>): ReportFilterQuery =>
  reportFilter.parse(Object.fromEntries(Object.keys(reportFilter.shape).map((key) => [key, query[key]])))

/** Of a filter what the choices of the others hang on. */
export const choosing = ({ campaignId, schoolYear, bodyId, areaId }: ReportFilterQuery): ReportFilterQuery => ({
  ...{ campaignId, schoolYear, bodyId, areaId },
})

const partKeys = {
  body: 'bodyId',
  area: 'areaId',
  type: 'unitType',
  ownership: 'ownership',
  campaign: 'campaignId',
} as const satisfies Record<ReportPart, keyof ReportFilterQuery>
/** What of the filter a part of a table stands for. */
export const partFilter = (by: ReportPart, key: string): ReportFilterQuery => ({ [partKeys[by]]: key })

/** What a figure was counted from: what was asked for, and what was chosen where nothing was. */
export type Told = { filter: ReportFilterQuery; scope: Pick<ReportScope, 'schoolYear' | 'basis'> }
/**
 * The list of exactly the units that a figure counts. It is in the year and the column of the figure: of fewer units
 * another column could be the one that says most, and the list would be of something else.
 */
export const behind = ({ filter, scope }: Told, figure: Figure, more: ReportFilterQuery = {}): RouteLocationRaw => ({
  name: 'report-units',
  query: { ...filter, schoolYear: scope.schoolYear ?? undefined, basis: scope.basis, ...more, ...figure },
})
