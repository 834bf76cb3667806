import { firstOf, type Bounds, type SetFault } from '@thuoc/shared'
import { fieldsOf, levelBand } from './build.ts'
import type { BandColumn, BoundReadings, CriterionColumn } from './rows.ts'
import type { readLevels } from './rows.ts'
import type { SetSheet } from './set-sheet.ts'
import type { Reading } from '../../../platform/spreadsheet/table.ts'
import type { Place } from './report.ts'
import type { Criterion, Holder } from './holder.ts'

/** The sheet of levels; `hasGroups`: whether the sheet of groups could be read. */
type Levels = ReturnType<typeof readLevels> & { hasGroups: boolean }
/** Where things stand that are not in the tree. */
export type Places = { set: SetSheet; levels: Levels; groups: Place; criteria: Place }

/** The cell where a broken rule of the set is mended. */
export function placeOf({ path, part = '', rule, values }: SetFault, holder: Holder | undefined, known: Places): Place {
  const { set, levels } = known
  const [name = '', number = ''] = part.split('/')
  const at = hundredthsOf(values?.at)
  if (!holder) {
    if (path === 'level' && name === 'bands') return placeOfBands(levels.rows, rule, at) ?? levels.place
    if (path === 'level') return set.place('cap')
    if (rule === 'no-groups' || rule === 'total-too-large') return known.groups
    if (rule === 'refinement-misses-criterion') return known.criteria
    return set.place(name === 'refines' ? 'refinesCode' : 'title')
  }
  if (name === 'bands') {
    const exact = number === '' ? undefined : holder.bands[Number(number)]
    if (exact) return exact.row.place('points')
    return (
      placeOfBands(holder.bands, rule, at) ?? placeIn(holder, holder.type === 'group' ? 'code' : missingBands(holder))
    )
  }
  if (holder.type === 'criterion') {
    const item = name === 'items' || name === 'choices' ? holder.items[Number(number === '' ? -1 : number)] : undefined
    if (item) return item.row.place(rule === 'title-missing' ? 'title' : 'points')
    if (name === 'fields') return placeOfField(holder, number, rule) ?? placeIn(holder, 'code')
    if (rule === 'items-missing' || rule === 'items-too-many' || rule === 'choices-too-few')
      return placeIn(holder, 'kind')
  }
  return placeIn(holder, columnOf[name] ?? 'code')
}

const columnOf: Readonly<Record<string, CriterionColumn>> = {
  title: 'title',
  maximum: 'maximum',
  items: 'maximum',
  choices: 'maximum',
  step: 'step',
  target: 'target',
  share: 'atLevel',
  kind: 'kind',
  evidence: 'demand',
}

/** A sum without bands of its own has no fault in them: only a figure can lack them. */
const missingBands = ({ kind }: Criterion): CriterionColumn => (kind === 'sum' ? 'code' : 'award')

function placeIn(holder: Holder, column: CriterionColumn): Place {
  if (holder.type === 'criterion') return holder.read.row.place(column)
  return holder.read.row.place(column === 'title' || column === 'maximum' ? column : 'code')
}

function placeOfField({ fields }: Criterion, key: string, rule: SetFault['rule']): Place | undefined {
  const found = fieldsOf(fields).filter(({ field }) => field.key === key)
  if (rule === 'field-twice') return found[1]?.rows[0]?.row.place('key')
  return found.find(({ field }) => field.title === '')?.rows[0]?.row.place('title')
}

const hundredthsOf = (text: string | number | undefined) => (text === undefined ? 0 : Math.round(Number(text) * 100))

type BoundColumn = keyof BoundReadings & BandColumn
type BandLike = {
  row: { place: (column: BoundColumn | 'level') => Place }
  level: Reading<number>
  name: Reading<string>
  bounds: BoundReadings
}

const lowEnds = ['from', 'above', 'to', 'below'] as const
const highEnds = ['to', 'below', 'from', 'above'] as const

/** Gaps and overlaps: the lower end of the band behind them; at the top: the upper end of the last. */
function placeOfBands(rows: readonly BandLike[], rule: SetFault['rule'], at: number): Place | undefined {
  const ordered = rows
    .map((row) => ({ ...row, band: levelBand(row) }))
    .sort((one, other) => firstOf(one.band) - firstOf(other.band))
  if (rule === 'levels-out-of-order')
    return ordered.find(({ band }, index) => band.level <= (ordered[index - 1]?.band.level ?? 0))?.row.place('level')
  const behind =
    rule === 'bands-overlap' || rule === 'band-holds-nothing'
      ? ordered.findLast(({ band }) => firstOf(band) <= at + 1 && firstOf(band) >= at - 1)
      : ordered.find(({ band }) => firstOf(band) >= at)
  if (behind) return endOf(behind.row, behind.band, lowEnds)
  const last = ordered.at(-1)
  return last && endOf(last.row, last.band, highEnds)
}

const endOf = (row: BandLike['row'], band: Bounds, ends: readonly (BoundColumn & keyof Bounds)[]) =>
  row.place(ends.find((end) => band[end] !== undefined) ?? ends[0] ?? 'from')
