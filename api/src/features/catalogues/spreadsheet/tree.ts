import type { Place, Report } from './report.ts'
import { wordFor } from '../../../platform/spreadsheet/words.ts'
import { kindWords } from './words.ts'
import type { Criterion, Group, Holder, Part } from './holder.ts'
import type { CriterionRow, GroupRow } from './rows.ts'
import { above, holdersOf, type Holders } from './twins.ts'

export type Tree = {
  groups: Group[]
  criteria: Criterion[]
  /** Those that have a code, in order; several where it stands twice. */
  holdersOf: (code: string) => readonly Holder[]
  /** Whether an unknown code may be that of a row which cannot be read, or which was given another one's code. */
  isExcused: (code: string) => boolean
}

type Rows = { groups: Table<GroupRow>; criteria: Table<CriterionRow> }
export type Table<R> = { rows: readonly R[]; isWhole: boolean; place: Place }

const value = <T>(reading: { state: string; value?: T }): T | null => reading.value ?? null

/** Groups and criteria in their places; faults of places are named. */
export function plant({ groups: groupRows, criteria: criterionRows }: Rows, report: Report): Tree {
  const groups = groupRows.rows.map((read, at) => groupOf(read, at, groupRows.rows))
  const criteria = criterionRows.rows.map((read) => criterionOf(read))
  const holders = holdersOf(groups, criteria, report)
  const lost = new Set<string>()
  const isExcused = (code: string) =>
    !groupRows.isWhole ||
    !criterionRows.isWhole ||
    [...groups, ...criteria].some((each) => each.code === null && each.meant.includes(code)) ||
    lost.has(above(code)) ||
    holders.isLost(code)
  const missing = new Set<string>()
  for (const [at, criterion] of criteria.entries()) {
    criterion.parent = parentOf(criterion, { holders, isExcused, missing, report })
    criterion.parent?.children.push(criterion)
    excuseMisplaced(criterion, lost)
    // Without the cell “Thuộc” a code that is another one's has led to another parent, perhaps.
    const isLed = criterion.tainted.has('code') && criterion.read.parent.state === 'empty'
    if (criterion.parent && criterion.code !== null && !isLed) continue
    for (const holder of around(criteria, at, holders, criterion)) {
      holder.tainted.add('children')
      if (criterion.code === null && criterion.meant.length === 0 && holder.code !== null) lost.add(holder.code)
    }
  }
  for (const code of missing)
    groups[groups.filter((group) => Number(group.code) < Number(code)).length]?.tainted.add('children')
  const isWhole = groupRows.isWhole && criterionRows.isWhole
  if (!isWhole) for (const each of [...groups, ...criteria]) each.tainted.add('children')
  for (const criterion of criteria) requireDepth(criterion, report)
  return { groups, criteria, holdersOf: holders.of, isExcused }
}

/** A group whose code cannot be read is taken for the one that is missing between its neighbours. */
function groupOf(read: GroupRow, at: number, rows: readonly GroupRow[]): Group {
  const before = rows[at - 1]?.code
  const number = before?.state === 'read' ? Number(before.value) + 1 : at + 1
  const code = value(read.code)
  const meant = code === null ? [...read.meant, String(number)] : []
  const tainted = taints({ title: read.title, maximum: read.maximum })
  if (code === null) tainted.add('children').add('attached')
  return { type: 'group', read, code, meant, children: [], bands: [], tainted }
}

function criterionOf(read: CriterionRow): Criterion {
  const { title, maximum, step, target, award, share, atLevel } = read
  const tainted = taints({ title, maximum, step, target, award, share })
  if (atLevel.state === 'unreadable') tainted.add('share')
  if (read.code.state !== 'read') tainted.add('children').add('attached')
  return {
    type: 'criterion',
    read,
    code: value(read.code),
    meant: read.meant,
    kind: value(read.kind),
    parent: null,
    children: [],
    bands: [],
    items: [],
    fields: [],
    guidance: null,
    tainted,
  }
}

const taints = (parts: Partial<Record<Part, { state: string }>>) => {
  const tainted = new Set<Part>()
  for (const part of partNames) if (parts[part]?.state === 'unreadable') tainted.add(part)
  return tainted
}
const partNames = ['title', 'maximum', 'step', 'target', 'award', 'share'] as const

/** Whoever stands in the wrong place (which is named by itself) is perhaps the one that others look for. */
function excuseMisplaced({ code, parent, tainted }: Criterion, lost: Set<string>) {
  if (code === null || !parent?.code || code.startsWith(`${parent.code}.`)) return
  lost.add(parent.code)
  tainted.add('attached').add('children')
}

type Search = {
  holders: Holders
  isExcused: (code: string) => boolean
  /** What has been looked for in vain and named: it is one fault, however many rows stand under it. */
  missing: Set<string>
  report: Report
}

/** The group or sum that the cell “Thuộc” names, or the nearest one that the code begins with. */
function parentOf(criterion: Criterion, { holders, isExcused, missing, report }: Search): Holder | null {
  const { read, code, meant } = criterion
  const { row } = read
  const miss = (place: Place, wanted: string) => {
    if (missing.has(wanted)) return
    missing.add(wanted)
    report(place, { rule: wanted.includes('.') ? 'no-such-criterion' : 'no-such-group', values: { code: wanted } })
  }
  if (read.parent.state === 'read') {
    const wanted = read.parent.value
    const parent = headingOf(holders.of(wanted))
    if (parent && parent !== criterion) return requireSum(parent, row.place('parent'), report)
    if (!isExcused(wanted)) miss(row.place('parent'), wanted)
    return null
  }
  const own = code ?? meant[0]
  if (own === undefined) return null
  for (let prefix = above(own); prefix !== ''; prefix = above(prefix)) {
    const parent = headingOf(holders.of(prefix))
    if (parent) return requireSum(parent, row.place('code'), report)
    if (isExcused(prefix)) return null
  }
  if (code !== null) miss(row.place('code'), code.split('.')[0] ?? code)
  return null
}

const canHaveParts = (holder: Holder) => holder.type === 'group' || holder.kind === 'sum' || holder.kind === null

/** Of several with one code the one that can have parts. */
const headingOf = (holders: readonly Holder[]): Holder | undefined => holders.find(canHaveParts) ?? holders[0]

function requireSum(parent: Holder, place: Place, report: Report): Holder | null {
  if (parent.type === 'group' || parent.kind === null || parent.kind === 'sum') return parent
  report(place, {
    rule: 'parent-is-no-sum',
    values: { parent: parent.code ?? '', kind: wordFor(kindWords, parent.kind) },
  })
  return null
}

/** Where a row without a place may belong: where its code says, or where its neighbours are. */
function around(
  criteria: readonly Criterion[],
  at: number,
  holders: Holders,
  { parent, code, meant, tainted }: Criterion,
): Holder[] {
  if (parent && !tainted.has('code')) return [parent]
  const [named] = holders.of(above(code ?? meant[0] ?? ''))
  const before = criteria[at - 1]
  const near = [named, before, ...ancestorsOf(before), ...ancestorsOf(criteria[at + 1])]
  const nextCode = criteria[at + 1]?.code
  const [next] = nextCode ? holders.of(above(nextCode)) : []
  return [...near, next].filter((each) => each !== undefined)
}

export function ancestorsOf(criterion: Criterion | undefined): Holder[] {
  const found: Holder[] = []
  for (let at: Holder | null | undefined = criterion?.parent; at && !found.includes(at);) {
    found.push(at)
    at = at.type === 'criterion' ? at.parent : null
  }
  return found
}

/** A set has groups, sums and sums in sums; there it ends. A row that stands under itself stands nowhere. */
function requireDepth(criterion: Criterion, report: Report) {
  const ancestors = ancestorsOf(criterion)
  const { row, parent } = criterion.read
  if (ancestors.includes(criterion)) {
    report(row.place('parent'), { rule: 'code-outside-parent', values: { parent: value(parent) ?? '' } })
  } else if (criterion.kind === 'sum' && ancestors.length > 2) {
    report(row.place('kind'), { rule: 'nested-too-deep' })
    for (const each of ancestors) each.tainted.add('children')
  }
}
