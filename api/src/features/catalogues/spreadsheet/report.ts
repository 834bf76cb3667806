import type { CellFault } from '@thuoc/shared'
import type { Report as ReportOf } from '../../../platform/spreadsheet/report.ts'

export type { Place } from '../../../platform/spreadsheet/report.ts'
/** Rules of cells and of the set that they make. */
export type Report = ReportOf<CellFault['rule']>
