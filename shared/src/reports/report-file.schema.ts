import { z } from 'zod'
import { searchText } from '../page.ts'
import { remarkKinds, remarkOrigins } from './report-remark.schema.ts'
import { reportFigure, reportFilter } from './report-filter.schema.ts'
import { reportParts } from './report.schema.ts'

/** What of a report is written as a file. */
export const reportFileParts = [
  'levels',
  'scores',
  'progress',
  'comparison',
  'years',
  'ranking',
  'heat',
  'criteria',
  'remarks',
  'units',
  'emulation',
] as const
export type ReportFilePart = (typeof reportFileParts)[number]

/** To be worked on, to be read by programs, to be printed. */
export const fileFormats = ['xlsx', 'csv', 'pdf'] as const
export type FileFormat = (typeof fileFormats)[number]

/** Figures of a report as a file: whose, which of them, and as what. */
export const reportFileOrder = reportFilter.extend(reportFigure.shape).extend({
  part: z.enum(reportFileParts),
  by: z.enum(reportParts).default('body'),
  q: searchText.optional(),
  remarks: z
    .object({ kind: z.enum(remarkKinds).optional(), origin: z.enum(remarkOrigins).optional() })
    .default({})
    .describe('Of difficulties and proposals: only these'),
  format: z.enum(fileFormats),
})
