import {
  linesOf,
  type Award,
  type Criterion,
  type Hundredths,
  type IndicatorSetDefinition,
  type LevelBand,
  type OutlineLine,
  type PointBand,
} from '@thuoc/shared'
import type { WrittenRow, WrittenValue } from '../../../platform/spreadsheet/write.ts'
import * as layout from './layout.ts'
import type { SetLine } from './set-sheet.ts'
import { wordFor, yesNo } from '../../../platform/spreadsheet/words.ts'
import { unitTypeWords } from '../../org/index.ts'
import {
  awardWords,
  capWords,
  combineWords,
  demandWords,
  evidenceKindWords,
  kindWords,
  schemeWords,
  shareWords,
} from './words.ts'

type Values<C extends object> = Partial<Record<keyof C, WrittenValue | undefined>>

/** The cells of a row in the order of its columns. */
const keysOf = <C extends object>(columns: C): (keyof C)[] =>
  Object.keys(columns).filter((key): key is Extract<keyof C, string> => key in columns)
const inOrder = <C extends object>(columns: C, values: Values<C>): WrittenRow => ({
  values: keysOf(columns).map((key) => values[key] ?? null),
})

const units = (value: Hundredths | undefined) => (value === undefined ? undefined : value / 100)
const truth = (value: boolean | undefined) => (value === undefined ? undefined : wordFor(yesNo, value ? 'yes' : 'no'))

const boundsOf = ({ from, above, to, below }: Omit<LevelBand, 'level' | 'name'>) => ({
  from: units(from),
  above: units(above),
  to: units(to),
  below: units(below),
})

/** Values of the sheet of the set, line by line; a line may stand several times. */
export function setValues(set: IndicatorSetDefinition): Record<SetLine, readonly (string | undefined)[]> {
  const { decision, refines, level, doubts = [] } = set
  const { unmetConditionCapsAt: cap } = level
  return {
    code: [set.code],
    title: [set.title],
    decisionNumber: [decision?.number],
    decisionDate: [decision?.date.split('-').reverse().join('/')],
    decisionIssuer: [decision?.issuer],
    appliesTo: set.appliesTo.map((type) => wordFor(unitTypeWords, type)),
    sample: [truth(set.sample)],
    evidenceCode: [wordFor(schemeWords, set.evidenceCode)],
    refinesCode: [refines?.code],
    refinesVersion: [refines && String(refines.version)],
    combine: [wordFor(combineWords, level.combine)],
    cap: [cap === null ? wordFor(capWords, 'none') : String(cap)],
    doubt: doubts.length > 0 ? doubts : [undefined],
  }
}

export const levelRows = ({ level }: IndicatorSetDefinition): WrittenRow[] =>
  level.bands.map((band) => inOrder(layout.levelColumns, { level: band.level, name: band.name, ...boundsOf(band) }))

export const groupRows = ({ groups }: IndicatorSetDefinition): WrittenRow[] =>
  groups.map(({ code, title, maximum }) => inOrder(layout.groupColumns, { code, title, maximum: units(maximum) }))

export const criterionRows = (set: IndicatorSetDefinition): WrittenRow[] =>
  linesOf(set).map((line) => {
    const row = inOrder(layout.criterionColumns, criterionValues(line))
    return line.criterion.kind === 'sum' ? { ...row, look: 'strong' } : row
  })

function criterionValues({ criterion, group, parent }: OutlineLine): Values<typeof layout.criterionColumns> {
  const { code, kind, title, evidence, noteRequired, doubt, measurement } = criterion
  return {
    code,
    parent: parent?.code ?? group.code,
    kind: wordFor(kindWords, kind),
    title,
    ...(kind !== 'condition' && { maximum: units(criterion.maximum) }),
    ...ofKind(criterion),
    measurement,
    demand: evidence && wordFor(demandWords, evidence.demand),
    kinds: evidence?.kinds?.map((each) => wordFor(evidenceKindWords, each)).join('; '),
    least: evidence?.least,
    noteRequired: truth(noteRequired),
    doubt,
  }
}

const awardOf = ({ by }: Award) => wordFor(awardWords, by)

function ofKind(criterion: Criterion): Values<typeof layout.criterionColumns> {
  switch (criterion.kind) {
    case 'points':
      return { step: units(criterion.step) }
    case 'count':
      return { unit: criterion.unit, target: criterion.target, award: awardOf(criterion.award) }
    case 'ratio': {
      const { numerator, denominator, of, award } = criterion
      return { numerator, denominator, of, award: awardOf(award) }
    }
    case 'aggregate':
      return {
        share: wordFor(shareWords, criterion.share),
        atLevel: criterion.atLevel,
        award: awardOf(criterion.award),
      }
    case 'condition':
    case 'checklist':
    case 'choice':
    case 'sum':
      return {}
  }
}

export function bandRows(set: IndicatorSetDefinition): WrittenRow[] {
  const ofLevels = (code: string, bands: readonly LevelBand[] = []) =>
    bands.map((band) => inOrder(layout.bandColumns, { code, level: band.level, name: band.name, ...boundsOf(band) }))
  const ofPoints = (code: string, bands: readonly PointBand[]) =>
    bands.map((band) => inOrder(layout.bandColumns, { code, points: units(band.points), ...boundsOf(band) }))
  return [
    ...set.groups.flatMap(({ code, bands }) => ofLevels(code, bands)),
    ...linesOf(set).flatMap(({ criterion }) => {
      if (criterion.kind === 'sum') return ofLevels(criterion.code, criterion.bands)
      return 'award' in criterion && criterion.award.by === 'bands'
        ? ofPoints(criterion.code, criterion.award.bands)
        : []
    }),
  ]
}

export const itemRows = (set: IndicatorSetDefinition): WrittenRow[] =>
  linesOf(set).flatMap(({ criterion }) => {
    const items =
      criterion.kind === 'checklist' ? criterion.items : criterion.kind === 'choice' ? criterion.choices : []
    return items.map(({ title, points }) =>
      inOrder(layout.itemColumns, { code: criterion.code, title, points: units(points) }),
    )
  })

export const fieldRows = (set: IndicatorSetDefinition): WrittenRow[] =>
  linesOf(set).flatMap(({ criterion: { code, fields = [] } }) =>
    fields.flatMap(({ key, title, required, choices: [first, ...others] = [] }) => [
      inOrder(layout.fieldColumns, { code, key, title, isRequired: truth(required), choice: first }),
      ...others.map((choice) => inOrder(layout.fieldColumns, { code, key, choice })),
    ]),
  )

export const guidanceRows = (set: IndicatorSetDefinition): WrittenRow[] =>
  linesOf(set).flatMap(({ criterion: { code, guidance } }) =>
    guidance === undefined ? [] : [inOrder(layout.guidanceColumns, { code, text: guidance })],
  )
