import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

it('composes accents, knows one kind of line end and drops what nobody sees', () => {
  expect(plainText('  Phần mềm\r\ndạy học\rtrực tuyến\u0000 \u000b'.normalize('NFD'))).toBe(
    'Phần mềm\ndạy học\ntrực tuyến',
  )
  expect(plainText('một\tdòng')).toBe('một\tdòng')
  expect(plainText('nửa\ud800cặp 😀')).toBe('nửa\ufffdcặp 😀')
})

it('leaves alone what it has made (any text)', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainText(plainText(text))).toBe(plainText(text))
    }),
  )
})
