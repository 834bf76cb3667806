import type { Place, Report } from './report.ts'
import type { Criterion, Holder } from './holder.ts'
import type { Table, Tree } from './tree.ts'
import type { BandRow, CodeReading, FieldRow, GuidanceRow, ItemRow, Kind } from './rows.ts'
import { bandColumns, sheetNames } from './layout.ts'
import { wordFor } from '../../../platform/spreadsheet/words.ts'
import { awardWords, kindWords } from './words.ts'

type Attached = CodeReading & { row: { place: (column: 'code') => Place } }
export type Attachments = {
  bands: Table<BandRow>
  items: Table<ItemRow>
  fields: Table<FieldRow>
  guidance: Table<GuidanceRow>
}

const awarded: ReadonlySet<Kind> = new Set(['count', 'ratio', 'aggregate'])
const listed: ReadonlySet<Kind> = new Set(['checklist', 'choice'])

const isCriterion = ({ type }: Holder) => type === 'criterion'
const hasItems = (holder: Holder) => holder.type === 'criterion' && (holder.kind === null || listed.has(holder.kind))
const fitsBand = (holder: Holder, { level, points }: BandRow) =>
  unfitForBands(holder) === null && (givesLevels(holder) ? points : level).state === 'empty'

/** Gives the rows of the other sheets to the groups and criteria they name. */
export function attach(tree: Tree, { bands, items, fields, guidance }: Attachments, report: Report) {
  const refuse = (place: Place, header: string, kind: string) =>
    report(place, { rule: 'not-for-this-kind', values: { header, kind } })

  handOut(tree, bands, report, fitsBand, (holder, row) => {
    const problem = unfitForBands(holder)
    if (problem !== null) {
      if (holder.bands.length === 0) refuse(row.row.place('code'), sheetNames.bands, problem)
    } else requireBandColumns(holder, row, report)
    holder.bands.push(row)
    taintByBand(holder, row)
    return problem === null
  })
  handOut(tree, items, report, hasItems, (holder, row) => {
    const criterion = requireCriterion(holder, row, sheetNames.items, report)
    if (!criterion) return false
    const { kind } = criterion
    const isFit = hasItems(criterion)
    if (!isFit && kind !== null && criterion.items.length === 0)
      refuse(row.row.place('code'), sheetNames.items, wordFor(kindWords, kind))
    criterion.items.push(row)
    if (row.points.state === 'unreadable') criterion.tainted.add('itemPoints')
    return isFit
  })
  handOut(tree, fields, report, isCriterion, (holder, row, isAfterLost) => {
    const criterion = requireCriterion(holder, row, sheetNames.fields, report)
    criterion?.fields.push({ ...row, isAfterLost })
    return criterion !== null
  })
  handOut(tree, guidance, report, isCriterion, (holder, row) => {
    const criterion = requireCriterion(holder, row, sheetNames.guidance, report)
    const first = criterion?.guidance?.row.place('code').cell
    if (first) report(row.row.place('code'), { rule: 'twice', values: { first } })
    else if (criterion) criterion.guidance = row
    return criterion !== null
  })
}

type Give<R> = (to: Holder, row: R, isAfterLost: boolean) => boolean

/**
 * Each row to the one it names. Of a row that names nobody, or one that has no such rows, it is not known whose it is:
 * of somebody between the owners of the rows before and behind it, who may now look incomplete.
 * @param fits which of several with the same code the row belongs to
 * @param give answers whether the row belongs there
 */
function handOut<R extends Attached>(
  tree: Tree,
  table: Table<R>,
  report: Report,
  fits: (holder: Holder, row: R) => boolean,
  give: Give<R>,
) {
  const everyone: Holder[] = [...tree.groups, ...tree.criteria]
  const orderOf = new Map(everyone.map((holder, at) => [holder, at]))
  const taint = (holders: readonly (Holder | undefined)[]) => {
    for (const each of holders) each?.tainted.add('attached')
  }
  if (!table.isWhole) taint(everyone)
  const owners = table.rows.map((row) => {
    const named = row.code.state === 'read' ? tree.holdersOf(row.code.value) : []
    return named.find((holder) => fits(holder, row)) ?? named[0]
  })
  let before: Holder | undefined
  let isAfterLost = false
  for (const [at, row] of table.rows.entries()) {
    const owner = owners[at]
    const isGiven: boolean = owner !== undefined && give(owner, row, isAfterLost)
    if (!isGiven) {
      const { code, meant } = row
      const behind = isAfterLost ? undefined : owners.slice(at + 1).find((each) => each !== undefined)
      if (!isAfterLost) {
        const [first, last] = [before && orderOf.get(before), behind && orderOf.get(behind)]
        taint([before, behind, ...everyone.slice(first ?? 0, (last ?? everyone.length) + 1)])
      }
      taint(meant.flatMap((one) => tree.holdersOf(one)))
      if (!owner && code.state === 'read' && !tree.isExcused(code.value))
        report(row.row.place('code'), { rule: 'no-such-criterion', values: { code: code.value } })
    }
    isAfterLost = !isGiven
    if (owner) before = owner
  }
}

/** Only criteria have items, fields and guidance. */
function requireCriterion(holder: Holder, { row }: Attached, header: string, report: Report): Criterion | null {
  if (holder.type === 'criterion') return holder
  report(row.place('code'), { rule: 'not-for-this-kind', values: { header, kind: '' } })
  return null
}

/** The word for what has no bands; null where they fit, or where nobody can tell. */
function unfitForBands(holder: Holder): string | null {
  if (holder.type === 'group' || holder.kind === null || holder.kind === 'sum') return null
  const kind = wordFor(kindWords, holder.kind)
  if (!awarded.has(holder.kind)) return kind
  const { award } = holder.read
  return award.state !== 'read' || award.value === 'bands' ? null : `${kind}, ${wordFor(awardWords, award.value)}`
}

const givesLevels = (holder: Holder) => holder.type === 'group' || holder.kind === 'sum'

/** Bands of a group or a sum give levels, those of a figure give points. */
function requireBandColumns(holder: Holder, { row, level, name, points }: BandRow, report: Report) {
  if (holder.type === 'criterion' && holder.kind === null) return
  const kind = holder.type === 'criterion' && holder.kind !== null ? wordFor(kindWords, holder.kind) : ''
  const demand = (column: 'level' | 'points', reading: { state: string }) => {
    if (reading.state === 'empty')
      report(row.place(column), { rule: 'cell-empty', values: { header: bandColumns[column].header } })
  }
  const forbid = (column: 'level' | 'name' | 'points', reading: { state: string }) => {
    if (reading.state === 'read')
      report(row.place(column), { rule: 'not-for-this-kind', values: { header: bandColumns[column].header, kind } })
  }
  if (givesLevels(holder)) {
    demand('level', level)
    forbid('points', points)
  } else {
    demand('points', points)
    forbid('level', level)
    forbid('name', name)
  }
}

function taintByBand({ tainted }: Holder, { bounds, level }: BandRow) {
  if (Object.values(bounds).some(({ state }) => state === 'unreadable')) tainted.add('bounds')
  if (level.state !== 'read') tainted.add('levels')
}
