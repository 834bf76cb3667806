import type { CellFault } from '@thuoc/shared'
import type { Refusal } from './cells.ts'

/** A place that can be mended: a cell, or a whole sheet. */
export type Place = Pick<CellFault, 'sheet' | 'cell'>
export type Report = (place: Place, refusal: Refusal) => void
