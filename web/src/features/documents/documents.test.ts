import { documentFacts, field, standardSymbol, unitId, type DocumentOffer, type OfficialDocument } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { lacksPdf, stateOf } from './document-state.ts'
import { fieldRows, matching } from './field-rows.ts'
import { draftOf, exampleSymbol, orderOf, patternFault } from './settings-draft.ts'
import { numberTyped } from './typed-number.ts'

const version = (over: Partial<OfficialDocument> = {}) =>
  ({ ownTemplate: false, formats: ['docx', 'pdf'], number: null, ...over }) as OfficialDocument
const offer = (over: Partial<DocumentOffer> = {}): DocumentOffer => ({
  ...{ kind: 'evidence-register', title: 'Danh mục minh chứng', mayMake: true, mayNumber: false },
  ...{ subjectId: '01990000-0000-7000-8000-000000000002', part: null, versions: [version()] },
  issuer: { id: unitId.parse('01990000-0000-7000-8000-000000000001'), name: 'Trường THCS Minh Hoạ 1' },
  ...over,
})

describe('a document', () => {
  it('is not drawn up, behind its data, waiting for its number, or as it should be', () => {
    expect(stateOf(offer({ versions: [] }), undefined)).toBe('none')
    expect(stateOf(offer({ versions: [], mayMake: false }), undefined), 'of another unit').toBe('elsewhere')
    expect(stateOf(offer({ mayNumber: true }), true)).toBe('outdated')
    expect(stateOf(offer({ mayNumber: true }), false)).toBe('unnumbered')
    expect(stateOf(offer(), false)).toBe('made')
    expect(stateOf(offer(), undefined), 'until it is known to be behind').toBe('made')
  })

  it('says that its PDF is missing where a template of a body’s own was used and none could be made', () => {
    expect(documentFacts('evidence-register').pdf).toBe(true)
    expect(lacksPdf(offer())).toBe(false)
    expect(lacksPdf(offer({ versions: [version({ ownTemplate: true, formats: ['docx'] })] }))).toBe(true)
    const decision = offer({ kind: 'council-decision', versions: [version({ ownTemplate: true, formats: ['docx'] })] })
    expect(lacksPdf(decision), 'which has none with the original either').toBe(false)
  })
})

describe('a number that is typed', () => {
  it('is the next one where nothing was typed, and none where it is no number of a register', () => {
    expect(numberTyped('  ')).toBeNull()
    expect(numberTyped('012')).toBe(12)
    expect(numberTyped('99999')).toBe(99_999)
    for (const wrong of ['0', '100000', '-1', '1.5', '12a', '１２']) expect(numberTyped(wrong)).toBeUndefined()
  })
})

describe('the table of fields', () => {
  const rows = fieldRows({
    name: field.text('tên đơn vị', 'Trường Minh Hoạ'),
    first: field.flag('là lần đầu'),
    members: field.list('thành viên', { office: field.text('chức vụ', 'Hiệu trưởng') }),
  })

  it('says what is typed: a name, or where a part begins and ends, what a list holds below it', () => {
    expect(rows.map(({ marks, depth }) => [depth, ...marks])).toEqual([
      [0, '{tên đơn vị}'],
      [0, '{#là lần đầu}', '{/là lần đầu}'],
      [0, '{#thành viên}', '{/thành viên}'],
      [1, '{chức vụ}'],
    ])
  })

  it('is searched without accents; a list stays above what was found in it', () => {
    const found = (typed: string) => matching(rows, typed).map(({ key }) => key)
    expect(found('chuc vu')).toEqual(['members', 'members.office'])
    expect(found('ĐƠN VỊ')).toEqual(['name'])
    expect(found('minh hoa')).toEqual(['name'])
    expect(found('')).toHaveLength(4)
  })
})

describe('how a unit heads its papers', () => {
  const standard = { superior: '', issuer: '', abbreviation: 'THCSMH1', place: '', symbol: standardSymbol }
  const empty = draftOf({
    ...{
      unitId: unitId.parse('01990000-0000-7000-8000-000000000001'),
      version: 0,
      superior: null,
      issuer: null,
      abbreviation: null,
      place: null,
    },
    ...{ symbols: {}, standard, mayWrite: true },
  })

  it('is sent as nothing where nothing was typed', () => {
    expect(orderOf({ ...empty, place: ' ' })).toEqual({
      ...{ superior: null, issuer: null, abbreviation: null, place: null },
      symbols: {},
    })
    expect(orderOf({ ...empty, symbols: { ...empty.symbols, KH: ' {số}/KH ' } }).symbols).toEqual({ KH: '{số}/KH' })
  })

  it('shows a number as it will be printed, with the body’s own pattern and letters where it has them', () => {
    expect(exampleSymbol(empty, 'KH', standard)).toBe('12/KH-THCSMH1')
    const own = { ...empty, abbreviation: 'MH', symbols: { ...empty.symbols, BC: '{số}/{năm}/{loại}-{viết tắt}' } }
    expect(exampleSymbol(own, 'BC', standard)).toBe(`12/${new Date().getFullYear()}/BC-MH`)
  })

  it('is not saved with a pattern that has no place for the number', () => {
    expect(patternFault('')).toBeNull()
    expect(patternFault('{số}/KH')).toBeNull()
    expect(patternFault('KH-2026')).toBe('noNumberPlace')
  })
})
