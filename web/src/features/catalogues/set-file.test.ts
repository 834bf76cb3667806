import { describe, expect, it } from 'vitest'
import { isWorkbook, largestSetFile, placeIn, readSetFile } from './set-file.ts'
import { anchorOf, bandKey } from './set.words.ts'

const definition = {
  code: 'MAU-1',
  title: 'Bộ chỉ số mẫu',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: { bands: [{ level: 1, below: 50 }], combine: 'total', unmetConditionCapsAt: null },
  groups: [
    {
      code: '1',
      title: 'Nhóm',
      maximum: 6.25,
      criteria: [{ kind: 'points', code: '1.1', title: 'Tiêu chí', maximum: 6.25 }],
    },
  ],
}
const file = (text: string) => new Blob([text], { type: 'application/json' })

describe('a chosen file', () => {
  it('is read with its scores in hundredths, also with the mark some editors put in front', async () => {
    const read = await readSetFile(file(`\uFEFF${JSON.stringify(definition)}`))
    expect(read).toMatchObject({ state: 'read', definition: { groups: [{ maximum: 625 }] } })
  })
  it('that is not JSON is told apart from one that is no set', async () => {
    expect(await readSetFile(file('Mã;Tên'))).toEqual({ state: 'not-json' })
    const unfit = await readSetFile(
      file(JSON.stringify({ ...definition, groups: [{ ...definition.groups[0], maximum: '6,25' }] })),
    )
    expect(unfit).toMatchObject({ state: 'unfit', issues: [{ path: ['groups', 0, 'maximum'] }] })
  })
  it('is not even opened above one megabyte', async () => {
    expect(await readSetFile(file('x'.repeat(largestSetFile + 1)))).toEqual({ state: 'too-large' })
  })
})

describe('what is wrong with a file', () => {
  it('is found by the nearest code on the way, and the way from it', () => {
    const path = ['groups', 0, 'criteria', 0, 'award', 'bands', 1, 'points']
    expect(placeIn(definition, path)).toMatchObject({ code: '1.1', keys: ['award', 'bands', 1, 'points'] })
    expect(placeIn(definition, ['decision', 'date'])).toMatchObject({ code: null, keys: ['decision', 'date'] })
  })
  it('is told by the server of a workbook, and here of JSON', () => {
    expect(['bo.xlsx', 'bo.XLS', 'bo.json', 'Bo.JSON'].map((name) => isWorkbook({ name }))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('words of a set', () => {
  it('names a band by the ends it has', () => {
    expect([{ below: 5000 }, { from: 5000, to: 7500 }, { above: 7500 }, {}].map(bandKey)).toEqual([
      'below',
      'from-to',
      'above',
      'any',
    ])
  })
  it('gives every place of the text an address', () => {
    expect(anchorOf('1.3.2')).toBe('muc-1-3-2')
  })
})
