import { describe, expect, it } from 'vitest'
import { exampleOf, field, fieldAt } from './field.ts'

const { text, list } = field
const fields = {
  unit: text('tên đơn vị', 'Trường Minh Hoạ'),
  members: list('thành viên', { no: text('stt', '1'), name: text('họ và tên', 'Nguyễn Minh Hoạ') }, 3),
}

describe('a field of a document', () => {
  it('is found inside its list, and one of the document from within a list too', () => {
    expect(fieldAt(fields, { name: 'họ và tên', within: ['thành viên'] })).toBe(fields.members.row.name)
    expect(fieldAt(fields, { name: 'tên đơn vị', within: ['thành viên'] })).toBe(fields.unit)
  })
  it('is not found outside its list', () => {
    expect(fieldAt(fields, { name: 'họ và tên', within: [] })).toBeUndefined()
    expect(fieldAt(fields, { name: 'họ và tên', within: ['thành phần'] })).toBeUndefined()
  })
  it('has examples whose rows are numbered', () =>
    expect(exampleOf(fields)).toEqual({
      unit: 'Trường Minh Hoạ',
      members: ['1', '2', '3'].map((no) => ({ no, name: 'Nguyễn Minh Hoạ' })),
    }))
})
