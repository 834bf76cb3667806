import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPasswordHeader, proposeUsername, roleWords } from './people-sheet.ts'
import { username } from './person.schema.ts'
import { powersOf } from './delegation.schema.ts'
import { permissionsOf } from './permission.ts'
import { role } from './role.ts'

const free = () => false

describe('a proposed user name', () => {
  it('is the given name, the initials and the code of the unit, without accents', () => {
    expect(proposeUsername('Đỗ Thị Ánh Mẫu', 'THCS-1', free)).toBe('mau.dta.thcs-1')
    expect(proposeUsername('Mẫu', 'X', free)).toBe('mau.x')
  })

  it('gets a number where it is taken', () => {
    const taken = new Set(['mau.nv.t1', 'mau.nv.t1.2'])
    expect(proposeUsername('Nguyễn Văn Mẫu', 'T1', (name) => taken.has(name))).toBe('mau.nv.t1.3')
  })

  it('always is one that an account can have', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/),
        (name, code) => {
          expect(username.safeParse(proposeUsername(name, code, free)).success).toBe(true)
        },
      ),
    )
  })
})

it.each(['Mật khẩu', 'MAT KHAU', 'Password', 'Mật  khẩu tạm', 'PIN', 'pass'])(
  '“%s” is a column for a secret',
  (header) => {
    expect(isPasswordHeader(header)).toBe(true)
  },
)
it.each(['Họ tên', 'Chức vụ', 'Ghi chú', 'Phụ trách'])('“%s” is none', (header) => {
  expect(isPasswordHeader(header)).toBe(false)
})

it('no two roles share a word', () => {
  const words = Object.values(roleWords).flat()
  expect(new Set(words).size).toBe(words.length)
})

it('leaders lend only what is theirs, and only they do', () => {
  const lenders = role.options.filter((one) => powersOf(one).length > 0)
  expect(lenders).toEqual(['province-leader', 'managing-body-leader', 'school-head'])
  for (const one of lenders) expect(permissionsOf[one]).toEqual(expect.arrayContaining([...powersOf(one)]))
  for (const one of role.options) expect(powersOf(one)).not.toContain('person.write')
})
