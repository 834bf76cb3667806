import type {
  Award,
  Criterion as DefinedCriterion,
  CriterionGroup,
  ExtraField,
  Hundredths,
  Leaf,
  LevelBand,
  PointBand,
  Sum,
} from '@thuoc/shared'
import type { Criterion, Group, OwnField } from './holder.ts'
import type { BandRow, BoundReadings, Kind } from './rows.ts'
import type { Reading } from '../../../platform/spreadsheet/table.ts'

/** How a group or criterion is named in what is built, and what stands in for a maximum that nobody knows. */
export type Naming = { codeOf: (holder: Group | Criterion) => string; unknownMaximum: Hundredths }

/** Stands in for a title that cannot be read: it is not missing. */
const someTitle = '…'

const orNothing = <T>(reading: Reading<T>): T | undefined => (reading.state === 'read' ? reading.value : undefined)
const titleOf = (reading: Reading<string>) => (reading.state === 'unreadable' ? someTitle : (orNothing(reading) ?? ''))

/** An object without the keys that have no value. */
function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {}
  for (const key of Object.keys(parts)) {
    const value: unknown = Reflect.get(parts, key)
    if (value !== undefined) Object.assign(kept, { [key]: value })
  }
  return kept
}

const boundsOf = ({ from, above, to, below }: BoundReadings) =>
  given({ from: orNothing(from), above: orNothing(above), to: orNothing(to), below: orNothing(below) })

type LevelRow = Pick<BandRow, 'level' | 'name' | 'bounds'>
export const levelBand = ({ level, name, bounds }: LevelRow): LevelBand => ({
  level: orNothing(level) ?? 1,
  ...given({ name: orNothing(name) }),
  ...boundsOf(bounds),
})
const pointBand = ({ points, bounds }: BandRow): PointBand => ({ points: orNothing(points) ?? 0, ...boundsOf(bounds) })

/** A field and the rows it was read from. */
type ReadField = { field: ExtraField; rows: OwnField[] }

/** Rows of one field: the first has its title, the others add choices. */
export function fieldsOf(rows: readonly OwnField[]): ReadField[] {
  const found: ReadField[] = []
  // The rows before it tell of a key that cannot be read or is there already: this one would have gone on with them.
  let isAstray = false
  for (const row of rows) {
    const key = orNothing(row.key)
    const isFirst = row.title.state === 'read' || row.isRequired.state === 'read'
    const known = found.findLast(({ field }) => field.key === key)
    const choice = orNothing(row.choice)
    if (row.isAfterLost) isAstray = true
    else if (isFirst) isAstray = key === undefined || known !== undefined
    if (key === undefined) continue
    if (known && !isFirst) {
      known.rows.push(row)
      if (choice !== undefined) known.field.choices = [...(known.field.choices ?? []), choice]
      continue
    }
    const title = !isFirst && isAstray ? someTitle : titleOf(row.title)
    const more = given({ choices: choice === undefined ? undefined : [choice], required: orNothing(row.isRequired) })
    found.push({ field: { key, title, ...more }, rows: [row] })
  }
  return found
}

export function buildGroup(group: Group, naming: Naming): CriterionGroup {
  const { read, bands, children, tainted } = group
  return {
    code: naming.codeOf(group),
    title: titleOf(read.title),
    maximum: tainted.has('maximum') ? naming.unknownMaximum : (orNothing(read.maximum) ?? 0),
    ...(bands.length > 0 && { bands: bands.map((band) => levelBand(band)) }),
    criteria: children.map((child) => buildCriterion(child, naming)),
  }
}

/** The kind that stands in for one that cannot be read. */
const kindOf = ({ kind, children }: Criterion): Kind => kind ?? (children.length > 0 ? 'sum' : 'points')

function commonOf({ read, fields, guidance }: Criterion, code: string) {
  const demand = orNothing(read.demand)
  const extra = fieldsOf(fields).map(({ field }) => field)
  const evidence = demand && { demand, ...given({ kinds: orNothing(read.kinds), least: orNothing(read.least) }) }
  return {
    code,
    title: titleOf(read.title),
    ...given({
      guidance: guidance ? orNothing(guidance.text) : undefined,
      evidence,
      noteRequired: orNothing(read.noteRequired),
      fields: extra.length > 0 ? extra : undefined,
      doubt: orNothing(read.doubt),
      measurement: orNothing(read.measurement),
    }),
  }
}

const awardOf = ({ read, bands }: Criterion): Award => {
  const by = orNothing(read.award) ?? 'suggestion'
  return by === 'bands' ? { by, bands: bands.map((band) => pointBand(band)) } : { by }
}

export function buildCriterion(criterion: Criterion, naming: Naming): DefinedCriterion {
  const kind = kindOf(criterion)
  if (kind !== 'sum') return buildLeaf(criterion, kind, naming)
  return { ...headOf(criterion, naming), criteria: criterion.children.map((child) => buildPart(child, naming)) }
}

type Part = Sum['criteria'][number]
const buildPart = (criterion: Criterion, naming: Naming): Part => {
  const kind = kindOf(criterion)
  if (kind !== 'sum') return buildLeaf(criterion, kind, naming)
  return {
    ...headOf(criterion, naming),
    // Deeper ones have been named as faults.
    criteria: criterion.children.flatMap((child) => {
      const leafKind = kindOf(child)
      return leafKind === 'sum' ? [] : [buildLeaf(child, leafKind, naming)]
    }),
  }
}

function headOf(criterion: Criterion, naming: Naming) {
  const { bands } = criterion
  return {
    kind: 'sum' as const,
    ...commonOf(criterion, naming.codeOf(criterion)),
    maximum: maximumOf(criterion, naming),
    ...(bands.length > 0 && { bands: bands.map((band) => levelBand(band)) }),
  }
}

const maximumOf = ({ read, tainted }: Criterion, { unknownMaximum }: Naming) =>
  tainted.has('maximum') ? unknownMaximum : (orNothing(read.maximum) ?? 0)

function buildLeaf(criterion: Criterion, kind: Exclude<Kind, 'sum'>, naming: Naming): Leaf {
  const { read, items } = criterion
  const common = commonOf(criterion, naming.codeOf(criterion))
  const scored = { ...common, maximum: maximumOf(criterion, naming) }
  const list = items.map(({ title, points }) => ({ title: titleOf(title), points: orNothing(points) ?? 0 }))
  const award = awardOf(criterion)
  switch (kind) {
    case 'condition':
      return { kind, ...common }
    case 'points':
      return { kind, ...scored, ...given({ step: orNothing(read.step) }) }
    case 'checklist':
      return { kind, ...scored, items: list }
    case 'choice':
      return { kind, ...scored, choices: list }
    case 'count':
      return { kind, ...scored, ...given({ unit: orNothing(read.unit), target: orNothing(read.target) }), award }
    case 'ratio': {
      const { numerator, denominator, of } = read
      const names = { numerator: orNothing(numerator), denominator: orNothing(denominator), of: orNothing(of) }
      return { kind, ...scored, ...given(names), award }
    }
    case 'aggregate': {
      const share = orNothing(read.share) ?? 'submitted-in-time'
      return { kind, ...scored, share, ...given({ atLevel: orNothing(read.atLevel) }), award }
    }
  }
}
