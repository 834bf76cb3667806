import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { richSet } from '../../../../test/rich-set.ts'
import { editWorkbook, type Edit } from '../../../../test/workbook-editor.ts'
import { readWorkbook } from '../../../platform/spreadsheet/read.ts'
import { wordFor } from '../../../platform/spreadsheet/words.ts'
import { readDefinition, writeDefinition } from './index.ts'
import { criterionColumns, fieldColumns, setLines, sheetNames } from './layout.ts'
import { awardWords, demandWords, kindWords, shareWords } from './words.ts'

const locale = new URL('../../../../../web/src/features/catalogues/locales/editor.vi.json', import.meta.url)
/** What the editor calls a thing: `said('count.target')`. */
function said(key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((part, name) => Reflect.get(Object(part), name), JSON.parse(readFileSync(locale, 'utf8')))
  return String(found)
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

describe('one thing has one word', () => {
  it.each([
    [criterionColumns.step, 'step'],
    [criterionColumns.unit, 'count.unit'],
    [criterionColumns.target, 'count.target'],
    [criterionColumns.numerator, 'ratio.numerator'],
    [criterionColumns.denominator, 'ratio.denominator'],
    [criterionColumns.award, 'award.label'],
    [criterionColumns.share, 'share.label'],
    [criterionColumns.of, 'measurement.of'],
    [criterionColumns.least, 'evidence.least'],
    [criterionColumns.doubt, 'words.doubt'],
    [setLines.evidenceCode, 'head.evidenceCode'],
    [setLines.decisionDate, 'decision.date'],
    [setLines.cap, 'level.unmet'],
    [setLines.doubt, 'head.doubts'],
  ])('the heading $header is that of the editor', ({ header }, key) => {
    expect(header).toBe(said(key))
  })

  it('and so are the words of a closed list, and the sheet of further fields', () => {
    for (const kind of ['condition', 'points', 'checklist', 'choice', 'count', 'ratio', 'aggregate', 'sum'] as const)
      expect(wordFor(kindWords, kind)).toBe(said(`kind.${kind}`))
    for (const by of ['bands', 'proportion', 'suggestion'] as const)
      expect(wordFor(awardWords, by)).toBe(said(`award.${by}`))
    for (const demand of ['none', 'optional', 'when-claimed', 'always'] as const)
      expect(wordFor(demandWords, demand)).toBe(said(`evidence.${demand}`))
    for (const share of ['recognised-at-level', 'submitted-in-time'] as const)
      expect(wordFor(shareWords, share)).toBe(capital(said(`share.${share}`)))
    expect(said('fields.legend').startsWith(sheetNames.fields)).toBe(true)
    expect(said('fields.title').startsWith(fieldColumns.title.header)).toBe(true)
  })
})

describe('a workbook with the names of before', () => {
  it('is read as ever: sheet, headings, lines and words', async () => {
    const { set, criteria, fields } = sheetNames
    const put = (sheet: string, cell: string, text: string): Edit => ({ sheet, cell, put: text })
    const former: Edit[] = [
      put(set, 'A5', 'Ngày quyết định'),
      put(set, 'A14', 'Trần mức khi chưa đạt điều kiện'),
      put(set, 'A15', 'Nghi vấn về cách xếp mức'),
      put(criteria, 'H1', 'Chỉ tiêu'),
      put(criteria, 'I1', 'Tử số'),
      put(criteria, 'J1', 'Mẫu số'),
      put(criteria, 'K1', 'Tổng hợp tỉ lệ đơn vị'),
      put(criteria, 'M1', 'Cách tính điểm'),
      put(criteria, 'C8', 'Tổng hợp từ đơn vị quản lý'),
      put(criteria, 'K8', 'Được công nhận từ mức'),
      put(fields, 'C1', 'Tên trường'),
      { sheet: fields, rename: 'Trường bổ sung' },
    ]
    const file = editWorkbook(await writeDefinition(richSet, { verified: true }), former)
    const { definition, faults } = readDefinition(await readWorkbook(file))
    expect(faults).toEqual([])
    expect(definition).toStrictEqual(richSet)
  })
})
