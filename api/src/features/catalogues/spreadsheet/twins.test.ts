import { linesOf } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { richSet } from '../../../../test/rich-set.ts'
import { editWorkbook, type Edit } from '../../../../test/workbook-editor.ts'
import { readWorkbook } from '../../../platform/spreadsheet/read.ts'
import { readDefinition, writeDefinition } from './index.ts'
import { sheetNames } from './layout.ts'

const { criteria, groups, bands } = sheetNames

let good: Buffer
beforeAll(async () => {
  good = await writeDefinition(richSet, { verified: true })
})
const after = async (...edits: Edit[]) => readDefinition(await readWorkbook(editWorkbook(good, edits)))
const put = (sheet: string, cell: string, text: string | null): Edit => ({ sheet, cell, put: text })

/** Every criterion of the first group and the first of the next, each with the row it stands in. */
const rows = linesOf(richSet)
  .slice(0, 12)
  .map(({ criterion: { code } }, at) => ({ code, row: at + 2 }))
const mistakes = rows.flatMap(({ code, row }) =>
  rows
    .filter((other) => other.code !== code && (row + other.row) % 3 === 0)
    .map((other) => ({ code, row, typed: other.code })),
)

describe('a code that stands twice is one fault', () => {
  it.each(mistakes)('$typed typed for $code', async ({ row, typed }) => {
    const named = await after(put(criteria, `A${row}`, typed))
    expect(named.faults.map(({ rule }) => rule)).toEqual(['code-twice'])
    const inferred = await after(put(criteria, `A${row}`, typed), put(criteria, `B${row}`, null))
    expect(inferred.faults.map(({ rule }) => rule)).toEqual(['code-twice'])
  })

  it('also of a group, with all that stands in it', async () => {
    const { faults } = await after(put(groups, 'A3', '1'))
    expect(faults).toEqual([{ sheet: groups, cell: 'A3', rule: 'code-twice' }])
  })

  it('is named where it stands outside its parent, be it the first of the two', async () => {
    expect((await after(put(criteria, 'A3', '2.2'))).faults).toMatchObject([{ cell: 'A3', rule: 'code-twice' }])
    expect((await after(put(criteria, 'A13', '1.2'))).faults).toMatchObject([{ cell: 'A13', rule: 'code-twice' }])
  })

  it('hides no other fault: a code that was never there, a band of a wrong kind', async () => {
    const { faults } = await after(put(criteria, 'A5', '1.3'), put(bands, 'A25', '7.9'), put(bands, 'A2', '1.1'))
    expect(faults.map(({ sheet, cell, rule }) => `${sheet} ${cell} ${rule}`)).toEqual([
      `${criteria} A5 code-twice`,
      `${bands} A2 not-for-this-kind`,
      `${bands} A25 no-such-criterion`,
    ])
  })

  it('makes no draft that would have lost the rows of the code that is gone', async () => {
    expect((await after(put(criteria, 'A5', '1.3'))).definition).toBeNull()
  })
})
