import { describe, expect, it } from 'vitest'
import { nothingAbout } from '../evidence/piece.schema.ts'
import { emptyAnswer } from '../scoring/answer.schema.ts'
import { canonicalJson, differenceOf, isMended, isUnmoved } from './seal.rules.ts'
import type { SealedContent, SealedEvidence } from './seal.schema.ts'

const piece = (code: string, over: Partial<SealedEvidence> = {}): SealedEvidence => ({
  code,
  kind: 'file',
  title: 'Kế hoạch',
  note: '',
  criteria: ['1.1'],
  about: nothingAbout,
  url: null,
  figure: null,
  files: [{ name: 'a.pdf', size: 1, sha256: 'a' }],
  ...over,
})
const content: SealedContent = {
  set: { id: '019abc00-0000-7000-8000-000000000001', code: '4725', version: 1 },
  lines: [
    { code: '1.1', answer: { ...emptyAnswer, met: true } },
    { code: '1.10', answer: { ...emptyAnswer, score: 500, items: [2, 0] } },
  ],
  evidence: [piece('[H1-1.1-01]'), piece('[H1-1.2-01]', { criteria: ['1.2'] })],
  external: [],
}

describe('the text of a content', () => {
  it('is the same whatever the order of its keys, and another for any other word', () => {
    expect(canonicalJson({ b: [1, { d: 'đ', c: null }], a: undefined })).toBe('{"b":[1,{"c":null,"d":"đ"}]}')
    const texts = ['Hồ sơ “số”', 'a"b', 'a\\b', 'a\nb', '\u0000', '\u2028', '😀', '\ud83d', '\udc00x', '']
    for (const text of texts) expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
    expect(canonicalJson({ 10: 1, 9: [true, null, 0.5] })).toBe('{"10":1,"9":[true,null,0.5]}')
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }))
  })
})

describe('what moved between two contents', () => {
  it('is nothing where only the order of ticks differs, or a line was saved empty', () => {
    const lines = [
      { code: '1.1', answer: { ...emptyAnswer, met: true } },
      { code: '1.10', answer: { ...emptyAnswer, score: 500, items: [0, 2] } },
      { code: '1.2', answer: emptyAnswer },
    ]
    expect(isUnmoved(differenceOf(content, { ...content, lines }))).toBe(true)
  })

  it('names lines with their parts, in the order of their codes', () => {
    const lines = [
      { code: '1.10', answer: { ...emptyAnswer, score: 700, items: [2, 0], note: 'Sửa' } },
      { code: '1.9', answer: { ...emptyAnswer, score: 100 } },
    ]
    const moved = differenceOf(content, { ...content, lines })
    expect(moved.lines.map(({ code, parts }) => [code, parts])).toEqual([
      ['1.1', ['met']],
      ['1.9', ['score']],
      ['1.10', ['score', 'note']],
    ])
    expect(moved.lines[0]).toMatchObject({ before: { met: true }, after: null })
  })

  it('names pieces that came, went or were changed, a file by its content', () => {
    const swapped = piece('[H1-1.1-01]', { files: [{ name: 'a.pdf', size: 1, sha256: 'b' }] })
    const moved = differenceOf(content, { ...content, evidence: [swapped, piece('[H1-1.3-01]')] })
    expect(moved.evidence.map(({ code, change, parts }) => [code, change, parts])).toEqual([
      ['[H1-1.1-01]', 'changed', ['files']],
      ['[H1-1.2-01]', 'removed', []],
      ['[H1-1.3-01]', 'added', []],
    ])
  })

  it('answers what was asked by the line, one of its parts, or evidence of it', () => {
    const lines = [...content.lines, { code: '1.3.2', answer: { ...emptyAnswer, score: 100 } }]
    const moved = differenceOf(content, { ...content, lines, evidence: [piece('[H1-1.1-01]')] })
    expect(['1.1', '1.2', '1.3', '1.10'].map((criterion) => isMended(moved, criterion))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})
