import type { SheetRule } from '@thuoc/shared'
import type { Refusal } from './cells.ts'

/** A place that can be mended: a cell, or a whole sheet. */
export type Place = { sheet: string; cell: string | null }
export type Report<Rule extends string = SheetRule> = (place: Place, refusal: Refusal<Rule>) => void
