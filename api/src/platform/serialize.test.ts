import { decimal } from '@thuoc/shared'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lasting, replySerializer, writerOf } from './serialize.ts'

const kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), url: z.string() }),
  z.object({ kind: z.enum(['file', 'document']), sizes: z.array(z.int()) }),
])
const schema = z.object({
  name: z.string(),
  score: decimal.nullable(),
  note: z.string().optional(),
  kinds: z.array(kinds),
  fields: z.record(z.string(), z.object({ value: decimal })),
  either: z.union([z.string(), z.object({ days: z.int() })]),
  pair: z.tuple([z.string(), decimal]),
  strict: z.strictObject({ yes: z.boolean() }),
  loose: z.looseObject({ yes: z.boolean() }),
  anything: z.unknown(),
  'một "tên\\\n': z.string(),
})
const value = {
  name: 'Trường “Minh Hoạ”\n\u2028 1',
  score: 625,
  note: undefined,
  kinds: [
    { kind: 'link', url: 'https://vi.du' },
    { kind: 'file', sizes: [1, 2], hidden: 'not in the contract' },
  ],
  fields: { 'một "tên"': { value: 50 }, __proto: { value: 0 } },
  either: { days: 3 },
  pair: ['a', 125],
  strict: { yes: true },
  loose: { yes: false, more: [1] },
  anything: { at: null, list: [undefined, 'x'] },
  'một "tên\\\n': 'ở đây',
  secret: 'not in the contract',
}

describe('a reply', () => {
  test('has texts and numbers as JSON has them, whatever stands in them', () => {
    const write = writerOf(z.string())
    const number = writerOf(z.number())
    const characters = Array.from({ length: 0x2_100 }, (_, code) => String.fromCharCode(code))
    for (const one of ['', ...characters, '\ud800', '\u{1f600}', 'x'.repeat(41), 'đ'.repeat(999), '"'.repeat(1_000)])
      for (const text of [one, `1.2${one}`, `${one} a`]) expect(write(text)).toBe(JSON.stringify(text))
    for (const one of [0, -0, 1e21, 1e-7, 0.1, 6.25, -12, 2 ** 53, Number.NaN, Infinity])
      expect(number(one)).toBe(JSON.stringify(one))
  })

  test('is the text that encoding by the contract gives, and holds nothing that the contract does not name', () => {
    const text = writerOf(schema)(value)
    expect(text).toBe(JSON.stringify(z.encode(schema, value as never)))
    expect(text).not.toContain('not in the contract')
    expect(JSON.parse(text ?? '')).toMatchObject({
      score: 6.25,
      pair: ['a', 1.25],
      fields: { 'một "tên"': { value: 0.5 } },
    })
  })

  test('of a kind that the contract does not know is refused', () => {
    expect(() => writerOf(kinds)({ kind: 'other' })).toThrow('kind')
  })

  test('that is checked must be what the contract says', () => {
    const writer = replySerializer({ checked: true })({
      schema: z.object({ day: z.iso.date() }),
      method: 'GET',
      url: '/',
    })
    expect(String(writer({ day: '2026-01-31' }))).toBe('{"day":"2026-01-31"}')
    expect(() => writer({ day: 'soon' })).toThrow()
  })

  test('is sent as the bytes of its text, however long, each its own', () => {
    const writer = replySerializer({ checked: false })({ schema: z.string(), method: 'GET', url: '/' })
    const texts = ['', 'Đơn vị', 'ệ'.repeat(170_000), 'ệ'.repeat(180_000), '😀'.repeat(400_000)]
    const bytes = texts.map((text): unknown => writer(text))
    for (const [at, text] of texts.entries())
      expect(Buffer.from(JSON.stringify(text)).equals(bytes[at] as Buffer)).toBe(true)
  })

  test('keeps the text of what never changes, and of nothing else', () => {
    const write = writerOf(z.object({ inner: z.object({ n: z.int() }) }))
    const passing = { n: 1 }
    expect(write({ inner: passing })).toBe('{"inner":{"n":1}}')
    passing.n = 2
    expect(write({ inner: passing })).toBe('{"inner":{"n":2}}')
    const standing = lasting({ n: 3 })
    expect(write({ inner: standing })).toBe('{"inner":{"n":3}}')
    standing.n = 4
    expect(write({ inner: standing })).toBe('{"inner":{"n":3}}')
  })
})
