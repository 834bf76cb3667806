import { field } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { scopeOf } from './values.ts'

const { text, flag, list } = field
const fields = {
  shown: flag('có'),
  parts: list('mục', { title: text('tên', 'A') }),
  groups: list('nhóm', { code: text('mã', '1'), lines: list('dòng', { title: text('tên', 'A') }) }),
}
const scope = scopeOf(fields, {
  shown: true,
  parts: [{ title: 'chung' }],
  groups: [
    { code: '1', lines: [{ title: 'a' }] },
    { code: '2', lines: [{ title: 'b' }] },
  ],
})

it('a passage that depends on a flag of the whole, within a row, still knows the row', () => {
  const said = scope.rows('nhóm').flatMap((group) => group.rows('có').map((passage) => passage.text('{mã}')))
  expect(said).toEqual(['1', '2'])
})

it('rows that are said further out are there within a row, and know it', () => {
  const said = scope.rows('nhóm').map((group) => group.rows('mục').map((part) => part.text('{mã} {tên}')))
  expect(said).toEqual([['1 chung'], ['2 chung']])
})
