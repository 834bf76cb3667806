import type { Criterion, CriterionGroup, IndicatorSetDefinition, Leaf, LevelBand, PointBand, Sum } from '@thuoc/shared'
import { criterionKinds, evidenceKinds, faultsOfSet, leafKinds, managedShares, unitTypes } from '@thuoc/shared'
import fc from 'fast-check'

/** Text as people write it: composed accents, no blanks around it, lines within. */
const words = fc.constantFrom(
  'Kế hoạch',
  'Đường truyền',
  'tỉ lệ ≥ 50 %',
  '=SUM(A1)',
  '<b>&amp;</b>',
  '_x0041_',
  '"trích"',
  '1.10',
  '😀',
  "'",
)
const text = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .chain((parts) => fc.constantFrom(' ', '\n', '; ').map((between) => parts.join(between)))
const key = fc.constantFrom('teachers.total', 'a', 'digital-resources.count')
const points = (most: number) => fc.integer({ min: 0, max: most })
const maximum = fc.integer({ min: 1, max: 999_999 })

/** Bands that hold every value of a range once, however their ends are written. */
function partition(limit: number | null, step: number): fc.Arbitrary<Omit<PointBand, 'points'>[]> {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: 80 }), { maxLength: 4 })
    .chain((cuts) =>
      fc.tuple(
        fc.constant(cuts.sort((a, b) => a - b).map((cut) => cut * step)),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.boolean(),
      ),
    )
    .map(([cuts, isBelow, isClosed]) =>
      [...cuts, null].map((cut, at) => {
        const before = cuts[at - 1]
        const low = before === undefined ? {} : isBelow[at - 1] ? { from: before } : { above: before }
        if (cut === null) return { ...low, ...(isClosed && limit !== null && { to: limit }) }
        return { ...low, ...(isBelow[at] ? { below: cut } : { to: cut }) }
      }),
    )
}

const levels = (limit: number): fc.Arbitrary<LevelBand[]> =>
  fc
    .tuple(
      partition(limit, Math.max(1, Math.floor(limit / 100))),
      fc.array(fc.option(text, { nil: undefined }), { minLength: 5, maxLength: 5 }),
    )
    .map(([bands, names]) =>
      bands.map((band, at) => {
        const name = names[at]
        return { level: at + 1, ...(name !== undefined && { name }), ...band }
      }),
    )

const award = (most: number, limit: number | null, step: number, target?: number) =>
  fc.oneof(
    fc.constant({ by: 'suggestion' as const }),
    ...(target === undefined ? [] : [fc.constant({ by: 'proportion' as const })]),
    partition(limit, step).chain((bands) =>
      fc.array(points(most), { minLength: bands.length, maxLength: bands.length }).map((given) => ({
        by: 'bands' as const,
        bands: bands.map((band, at) => ({ points: given[at] ?? 0, ...band })),
      })),
    ),
  )

const field = fc.record(
  {
    key: fc.constant('x'),
    title: text,
    choices: fc.array(text, { minLength: 1, maxLength: 3 }),
    required: fc.boolean(),
  },
  { requiredKeys: ['key', 'title'] },
)
const common = fc.record(
  {
    title: text,
    guidance: text,
    evidence: fc.record(
      {
        demand: fc.constantFrom('none', 'optional', 'when-claimed', 'always'),
        kinds: fc.shuffledSubarray([...evidenceKinds], { minLength: 1 }),
        least: fc.integer({ min: 1, max: 20 }),
      },
      { requiredKeys: ['demand'] },
    ),
    noteRequired: fc.boolean(),
    fields: fc
      .array(field, { minLength: 1, maxLength: 3 })
      .map((fields) => fields.map((each, at) => ({ ...each, key: `field-${at}` }))),
    doubt: text,
    measurement: key,
  },
  { requiredKeys: ['title'] },
)

/** Whole numbers that add up to a total. */
const shares = (total: number, count: number) =>
  fc
    .array(points(total), { minLength: count - 1, maxLength: count - 1 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), total])
    .map((cuts) => cuts.slice(1).map((cut, at) => cut - (cuts[at] ?? 0)))

function leaf(code: string, kind: Leaf['kind']): fc.Arbitrary<Leaf> {
  const scored = fc.tuple(common, maximum).map(([shared, most]) => ({ ...shared, code, maximum: most }))
  switch (kind) {
    case 'condition':
      return common.map((shared) => ({ kind, ...shared, code }))
    case 'points':
      return fc
        .tuple(scored, fc.option(fc.constantFrom(1, 5, 25), { nil: undefined }))
        .map(([one, step]) =>
          step === undefined ? { kind, ...one } : { kind, ...one, maximum: Math.min(one.maximum, 9_999) * step, step },
        )
    case 'checklist':
      return scored.chain((one) =>
        fc
          .tuple(shares(one.maximum, 3), text)
          .map(([given, title]) => ({ kind, ...one, items: given.map((each) => ({ title, points: each })) })),
      )
    case 'choice':
      return scored.chain((one) =>
        fc
          .array(fc.record({ title: text, points: points(one.maximum) }), { minLength: 1, maxLength: 3 })
          .map((more) => ({ kind, ...one, choices: [...more, { title: 'Tốt nhất', points: one.maximum }] })),
      )
    case 'count':
      return fc
        .tuple(
          scored,
          fc.record({ unit: words, target: fc.integer({ min: 1, max: 5000 }) }, { requiredKeys: ['target'] }),
        )
        .chain(([one, more]) =>
          award(one.maximum, null, 100, more.target).map((given) => ({ kind, ...one, ...more, award: given })),
        )
    case 'ratio':
      return fc
        .tuple(scored, fc.record({ numerator: text, denominator: text, of: key }, { requiredKeys: [] }))
        .chain(([one, more]) =>
          award(one.maximum, 10_000, 125, 1).map((given) => ({ kind, ...one, ...more, award: given })),
        )
    case 'aggregate':
      return fc
        .tuple(scored, fc.constantFrom(...managedShares), fc.integer({ min: 1, max: 9 }))
        .chain(([one, share, atLevel]) =>
          award(one.maximum, 10_000, 100, 1).map((given) => ({ kind, ...one, share, atLevel, award: given })),
        )
  }
}

const maximumOf = (criterion: Criterion) => (criterion.kind === 'condition' ? 0 : criterion.maximum)
const totalOf = (criteria: readonly Criterion[]) => criteria.reduce((total, each) => total + maximumOf(each), 0)

const someKind = fc.constantFrom(...criterionKinds)

const leaves = (code: string) =>
  fc
    .array(fc.constantFrom(...leafKinds), { minLength: 1, maxLength: 3 })
    .chain((kinds) => several(kinds.map((kind, at) => leaf(`${code}.${at + 9}`, kind))))

const several = <T>(all: fc.Arbitrary<T>[]): fc.Arbitrary<T[]> => fc.tuple(...all)

/** A heading of these parts and of one more, so that there is something to add up. */
const sum = <P extends Criterion>(code: string, parts: fc.Arbitrary<P[]>) =>
  fc.tuple(common, leaf(`${code}.99`, 'points'), parts).chain(([shared, last, given]) => {
    const criteria = [...given, last]
    const most = totalOf(criteria)
    return fc.option(levels(most), { nil: undefined }).map((bands) => ({
      kind: 'sum' as const,
      ...shared,
      code,
      maximum: most,
      ...(bands && { bands }),
      criteria,
    }))
  })

const innerSum = (code: string) => sum(code, leaves(code))
const outerSum = (code: string): fc.Arbitrary<Sum> =>
  sum(
    code,
    fc
      .array(someKind, { minLength: 1, maxLength: 3 })
      .chain((kinds) =>
        several<Sum['criteria'][number]>(
          kinds.map((kind, at) => (kind === 'sum' ? innerSum(`${code}.${at + 1}`) : leaf(`${code}.${at + 1}`, kind))),
        ),
      ),
  )
const part = (code: string): fc.Arbitrary<Criterion> =>
  someKind.chain((kind): fc.Arbitrary<Criterion> => (kind === 'sum' ? outerSum(code) : leaf(code, kind)))

const group = (at: number): fc.Arbitrary<CriterionGroup> =>
  fc
    .tuple(
      text,
      fc
        .integer({ min: 1, max: 4 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, each) => part(`${at}.${each + 7}`)))),
      leaf(`${at}.99`, 'points'),
    )
    .chain(([title, parts, last]) => {
      const criteria = [...parts, last]
      const most = totalOf(criteria)
      return fc
        .option(levels(most), { nil: undefined })
        .map((bands) => ({ code: String(at), title, maximum: most, ...(bands && { bands }), criteria }))
    })

/** Any set that may be published: every kind of criterion, sums in sums, levels of groups, doubts, a refinement. */
export const anyDefinition: fc.Arbitrary<IndicatorSetDefinition> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => group(at + 1))))
  .chain((groups) => {
    const limit = Math.max(...groups.map((each) => each.maximum))
    return fc.tuple(
      fc.constant(groups),
      levels(limit),
      fc.boolean(),
      fc.record(
        {
          code: fc.constantFrom('QD4725', 'MAU-CQQL', '00-A'),
          title: text,
          decision: fc.option(
            fc.record({ number: text, date: fc.constantFrom('2022-12-30', '2024-02-29'), issuer: text }),
          ),
          sample: fc.boolean(),
          refines: fc.record({ code: fc.constantFrom('QD4725'), version: fc.integer({ min: 1, max: 99 }) }),
          appliesTo: fc.shuffledSubarray([...unitTypes], { minLength: 1 }),
          evidenceCode: fc.constantFrom('accreditation', 'quality-2026'),
          doubts: fc.array(text, { minLength: 1, maxLength: 3 }),
        },
        { requiredKeys: ['code', 'title', 'decision', 'sample', 'appliesTo', 'evidenceCode'] },
      ),
    )
  })
  .map(([groups, bands, capped, head]) => ({
    ...head,
    level: { bands, combine: 'lowest-group' as const, unmetConditionCapsAt: capped ? 1 : null },
    groups,
  }))
  .filter((set) => faultsOfSet(set).length === 0 && set.groups.every(({ maximum: most }) => most <= 999_999))
