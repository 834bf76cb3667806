import type { BandRow, CriterionRow, FieldRow, GroupRow, GuidanceRow, ItemRow, Kind } from './rows.ts'

/**
 * Parts of a group or criterion. One that is tainted has a fault that was named already, in its own cell or in that of
 * a row which belongs to it: no rule that looks at it can be judged.
 */
export type Part =
  | 'code'
  | 'title'
  | 'maximum'
  | 'children'
  | 'attached'
  | 'bounds'
  | 'levels'
  | 'itemPoints'
  | 'step'
  | 'target'
  | 'award'
  | 'share'

type Shared = { code: string | null; meant: string[]; children: Criterion[]; bands: BandRow[]; tainted: Set<Part> }
/** A row of a field; the one before it may have belonged to the same field, and nobody knows. */
export type OwnField = FieldRow & { isAfterLost: boolean }
export type Group = Shared & { type: 'group'; read: GroupRow }
export type Criterion = Shared & {
  type: 'criterion'
  read: CriterionRow
  /** Null: cannot be read. */
  kind: Kind | null
  parent: Group | Criterion | null
  items: ItemRow[]
  fields: OwnField[]
  guidance: GuidanceRow | null
}
export type Holder = Group | Criterion
