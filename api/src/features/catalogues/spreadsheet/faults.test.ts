import type { IndicatorSetDefinition } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { richSet } from '../../../../test/rich-set.ts'
import { editWorkbook, type Edit, type Put } from '../../../../test/workbook-editor.ts'
import { readWorkbook } from '../../../platform/spreadsheet/read.ts'
import { readDefinition, writeDefinition } from './index.ts'
import { sheetNames } from './layout.ts'

const { set, levels, groups, criteria, bands, items, fields, guidance } = sheetNames

type Planted = { what: string; edits: Edit[]; faults: string[] }
const put = (sheet: string, cell: string, value: Put): Edit => ({ sheet, cell, put: value })
/** One cell that goes wrong, and the rule it breaks. */
const one = (what: string, sheet: string, cell: string, value: Put, rule: string): Planted => ({
  what,
  edits: [put(sheet, cell, value)],
  faults: [`${sheet} ${cell}: ${rule}`],
})

/** Each in a place of its own, as different hands would leave them. Criterion n.k stands in row 10·(n−1) + k + 1. */
const planted: Planted[] = [
  one('the code of the set in small letters', set, 'B2', 'thu 30', 'not-a-key'),
  one('a day that does not exist', set, 'B5', '31/02/2026', 'not-a-date'),
  one('half a decision', set, 'B6', null, 'cell-empty'),
  one('a kind of unit that nobody knows', set, 'B8', 'Trường đại học', 'unknown-word'),
  one('a cap that is no number', set, 'B14', 'mức một', 'not-a-number'),
  one('levels that overlap', levels, 'C3', 15, 'bands-overlap'),
  one('a group without a name', groups, 'B3', '   ', 'title-missing'),
  one('a maximum with three decimals', groups, 'C4', 59.125, 'too-many-decimals'),
  one('a group whose criteria do not add up', groups, 'C6', 60, 'maxima-do-not-add-up'),
  one('a condition with points', criteria, 'E2', 5, 'not-for-this-kind'),
  one('a step that does not divide', criteria, 'F3', '0,3', 'step-does-not-divide-maximum'),
  one('a negative maximum', criteria, 'E4', -6, 'out-of-range'),
  one('a kind that nobody knows', criteria, 'C5', 'Chọn hai', 'unknown-word'),
  one('a code that Excel made a number', criteria, 'A6', 1.5, 'not-a-code'),
  one('a title that is a formula', criteria, 'D7', { formula: 'A7&"x"' }, 'formula'),
  one('an aggregate without its level', criteria, 'L8', null, 'share-needs-level'),
  one('a maximum that is an error', criteria, 'E10', { error: '#REF!' }, 'error-value'),
  { what: 'two cells in one', edits: [{ sheet: criteria, merge: 'G13:H13' }], faults: [`${criteria} G13: merged`] },
  one('a unit of a hundred letters', criteria, 'G16', 'học liệu '.repeat(12), 'text-too-long'),
  one('a key with capitals and blanks', criteria, 'N26', 'Số học liệu', 'not-a-key'),
  one('the same code twice', criteria, 'A23', '3.1', 'code-twice'),
  one('a part of what is no sum', criteria, 'B30', '3.3', 'parent-is-no-sum'),
  one('a group that is not there', criteria, 'B33', '9', 'no-such-group'),
  one('two and a half pieces of evidence', criteria, 'R37', 2.5, 'not-whole'),
  one('kinds of evidence without a demand', criteria, 'P47', null, 'cell-empty'),
  one('bands with a gap', bands, 'E11', 11, 'bands-have-gap'),
  one('a band of more than the maximum', bands, 'D36', 99, 'band-points-above-maximum'),
  one('an end of a band that is no number', bands, 'F38', 'hơn một nửa', 'not-a-number'),
  one('levels that fall', bands, 'B49', 1, 'levels-out-of-order'),
  one('a band of a criterion that is not there', bands, 'A25', '7.9', 'no-such-criterion'),
  {
    what: 'items that do not reach the maximum',
    edits: [put(items, 'C18', 2)],
    faults: [`${criteria} E44: items-do-not-reach-maximum`],
  },
  one('a choice above the maximum', items, 'C21', 9, 'choice-above-maximum'),
  one('items of a criterion that has none', items, 'A22', '6.2', 'not-for-this-kind'),
  one('the same field twice', fields, 'B15', 'solution', 'field-twice'),
  one('a key of a field with accents', fields, 'B18', 'hình thức', 'not-a-key'),
  one('yes and no at once', fields, 'D2', 'tuỳ', 'unknown-word'),
  one('guidance for the same criterion twice', guidance, 'A4', '2.1', 'twice'),
  one('an unknown heading', criteria, 'O1', 'Ghi chú nội bộ', 'header-unknown'),
]

let good: Buffer
beforeAll(async () => {
  good = await writeDefinition(richSet, { verified: true })
})

const lines = (faults: readonly { sheet: string; cell: string | null; rule: string }[]) =>
  faults.map(({ sheet, cell, rule }) => `${sheet} ${cell ?? '–'}: ${rule}`)
async function faultsAfter(edits: readonly Edit[]) {
  return readDefinition(await readWorkbook(editWorkbook(good, edits)))
}

describe('a workbook with thirty and more faults', () => {
  it('has every one named by sheet and cell, and not one more', async () => {
    const { definition, faults } = await faultsAfter(planted.flatMap(({ edits }) => edits))
    expect(planted.length).toBeGreaterThan(30)
    expect(definition).toBeNull()
    expect(lines(faults).sort()).toEqual(planted.flatMap((each) => each.faults).sort())
  })

  it.each(planted)('names alone: $what', async ({ edits, faults }) => {
    expect(lines((await faultsAfter(edits)).faults)).toEqual(faults)
  })
})

describe('whole sheets and columns', () => {
  const others: Planted[] = [
    {
      what: 'a sheet of another name',
      edits: [{ sheet: bands, rename: 'Khoảng cách' }],
      faults: [`${bands} –: sheet-missing`],
    },
    {
      what: 'the sheet of criteria gone',
      edits: [{ sheet: criteria, rename: 'X' }],
      faults: [`${criteria} –: sheet-missing`],
    },
    {
      what: 'the sheet of groups gone',
      edits: [{ sheet: groups, rename: 'X' }],
      faults: [`${groups} –: sheet-missing`],
    },
    {
      what: 'a column cut out',
      edits: [put(criteria, 'E1', null)],
      faults: [`${criteria} E1: header-missing`],
    },
    one('a slip in a heading', items, 'C1', 'Đim', 'header-unknown'),
    one('the same heading twice', bands, 'F1', 'Từ', 'twice'),
    one('a line of the set renamed', set, 'A13', 'Mức của trường', 'header-unknown'),
    one('a line of the set twice', set, 'A3', 'Mã bộ chỉ số', 'twice'),
  ]
  it.each(others)('$what', async ({ edits, faults }) => {
    expect(lines((await faultsAfter(edits)).faults)).toEqual(faults)
  })
})

describe('what only looks whole', () => {
  it('is not rounded: digits that a binary fraction cannot hold are seen', async () => {
    const { faults } = await faultsAfter([put(criteria, 'E4', '6,00000000000000001')])
    expect(lines(faults)).toEqual([`${criteria} E4: too-many-decimals`])
    expect((await faultsAfter([put(criteria, 'E4', '6,00000000000000000')])).faults).toEqual([])
  })
})

describe('more than can be kept', () => {
  const whole = (n: number) => ({
    code: String(n),
    title: `Nhóm ${n}`,
    maximum: 500_000,
    criteria: [{ kind: 'points' as const, code: `${n}.1`, title: 'Phần mềm', maximum: 500_000 }],
  })
  const items = Array.from({ length: 101 }, () => ({ title: 'Mục', points: 1 }))
  const list = { kind: 'checklist' as const, code: '1.1', title: 'Chức năng', maximum: 101, items }

  it('is named where it is mended: a total at the groups, a hundred and first item at its list', async () => {
    const read = async (over: Partial<IndicatorSetDefinition>) =>
      lines(
        readDefinition(await readWorkbook(await writeDefinition({ ...richSet, ...over }, { verified: true }))).faults,
      )
    const level = { bands: [{ level: 1 }], combine: 'total' as const, unmetConditionCapsAt: null }
    expect(await read({ level, groups: [whole(1), whole(2)] })).toEqual([`${groups} –: total-too-large`])
    expect(await read({ level, groups: [{ ...whole(1), maximum: 101, criteria: [list] }] })).toEqual([
      `${criteria} C2: items-too-many`,
    ])
  })
})

describe('what is only written otherwise is read', () => {
  const same: [string, Edit][] = [
    ['a comma in a number', put(criteria, 'F3', '0,50')],
    ['the noise of binary fractions', put(criteria, 'E4', 6.000000000000001)],
    ['words without accents and capitals', put(criteria, 'C2', 'dieu kien bat buoc')],
    ['blanks around a code', put(criteria, 'A3', ' 1.2 ')],
    ['a whole number for the code of a group', put(groups, 'A2', 1)],
    ['a percentage for the end of a band of a ratio', put(bands, 'G5', '50%')],
    ['the line ends of Word, and marks that nobody sees', put(criteria, 'D3', 'Phần mềm_x000B__x0000__x0001_')],
    ['decomposed accents', put(criteria, 'D3', 'Phần mềm'.normalize('NFD'))],
    ['a real date', put(set, 'B5', { date: '2026-01-30' })],
    ['no parent where the code says it', put(criteria, 'B10', null)],
  ]
  it.each(same)('%s', async (_, edit) => {
    const { definition, faults } = await faultsAfter([edit])
    expect(faults).toEqual([])
    expect(definition).toStrictEqual(richSet)
  })
})
