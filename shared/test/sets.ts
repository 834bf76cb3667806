import { emptyAnswer, type Answer, type Criterion, type CriterionGroup } from '../src/index.ts'
import type { IndicatorSetDefinition, Leaf, LevelBand, Sum } from '../src/index.ts'

type LeafOf<K extends Leaf['kind']> = Extract<Leaf, { kind: K }>

/** Bands of QĐ 4725: below 50 → 1; from 50 to 75 → 2; above 75 → 3. */
export const bands4725: LevelBand[] = [
  { level: 1, name: 'Chưa đáp ứng', below: 5000 },
  { level: 2, name: 'Đáp ứng cơ bản', from: 5000, to: 7500 },
  { level: 3, name: 'Đáp ứng tốt', above: 7500 },
]

export const points = (code: string, maximum: number, more: Partial<LeafOf<'points'>> = {}): LeafOf<'points'> => ({
  kind: 'points',
  code,
  title: `Tiêu chí ${code}`,
  maximum,
  ...more,
})

export const condition = (code: string, more: Partial<LeafOf<'condition'>> = {}): LeafOf<'condition'> => ({
  kind: 'condition',
  code,
  title: `Điều kiện ${code}`,
  ...more,
})

export const ratio = (code: string, maximum: number, more: Partial<LeafOf<'ratio'>> = {}): LeafOf<'ratio'> => ({
  kind: 'ratio',
  code,
  title: `Tỉ lệ ${code}`,
  maximum,
  award: { by: 'suggestion' },
  ...more,
})

export const count = (code: string, maximum: number, more: Partial<LeafOf<'count'>> = {}): LeafOf<'count'> => ({
  kind: 'count',
  code,
  title: `Số lượng ${code}`,
  maximum,
  award: { by: 'suggestion' },
  ...more,
})

export const aggregate = (
  code: string,
  maximum: number,
  more: Partial<LeafOf<'aggregate'>> = {},
): LeafOf<'aggregate'> => ({
  kind: 'aggregate',
  code,
  title: `Tổng hợp ${code}`,
  maximum,
  share: 'submitted-in-time',
  award: { by: 'proportion' },
  ...more,
})

export const checklist = (code: string, itemPoints: number[]): LeafOf<'checklist'> => ({
  kind: 'checklist',
  code,
  title: `Danh mục ${code}`,
  maximum: itemPoints.reduce((sum, one) => sum + one, 0),
  items: itemPoints.map((one, at) => ({ title: `Mục ${at + 1}`, points: one })),
})

export const choice = (code: string, choicePoints: number[]): LeafOf<'choice'> => ({
  kind: 'choice',
  code,
  title: `Lựa chọn ${code}`,
  maximum: Math.max(...choicePoints),
  choices: choicePoints.map((one, at) => ({ title: `Phương án ${at + 1}`, points: one })),
})

export const sum = (code: string, criteria: Sum['criteria'], more: Partial<Sum> = {}): Sum => ({
  kind: 'sum',
  code,
  title: `Tiêu chí ${code}`,
  maximum: criteria.reduce((total, leaf) => total + (leaf.kind === 'condition' ? 0 : leaf.maximum), 0),
  criteria,
  ...more,
})

/** A sum within a sum, as a refinement makes it. */
export const innerSum = (code: string, criteria: Leaf[]) => ({ ...sum(code, criteria), criteria })

export const group = (code: string, criteria: Criterion[]): CriterionGroup => ({
  code,
  title: `Nhóm ${code}`,
  maximum: criteria.reduce((total, one) => total + (one.kind === 'condition' ? 0 : one.maximum), 0),
  criteria,
})

/** A set of two groups of 100 points with one condition each, as QĐ 4725 has them, unless told otherwise. */
export const aSet = (more: Partial<IndicatorSetDefinition> = {}): IndicatorSetDefinition => ({
  code: 'THU',
  title: 'Bộ chỉ số mẫu để thử',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: { bands: bands4725, combine: 'lowest-group', unmetConditionCapsAt: 1 },
  groups: [
    group('1', [condition('1.1'), points('1.2', 10_000)]),
    group('2', [condition('2.1'), points('2.2', 10_000)]),
  ],
  ...more,
})

export const given = (part: Partial<Answer>): Answer => ({ ...emptyAnswer, ...part })
export const scored = (score: number): Answer => given({ score })
export const met: Answer = given({ met: true })
