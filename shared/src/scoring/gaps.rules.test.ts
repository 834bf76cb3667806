import { describe, expect, it } from 'vitest'
import {
  aSet,
  aggregate,
  checklist,
  choice,
  condition,
  count,
  given,
  group,
  met,
  points,
  ratio,
  scored,
  sum,
} from '../../test/sets.ts'
import type { Criterion } from '../catalogues/criterion.schema.ts'
import type { Answer } from './answer.schema.ts'
import { gapsOf } from './gaps.rules.ts'
import type { Answers, EvidenceCounts, Measured } from './result.schema.ts'

const gaps = (criterion: Criterion, answers: Answers = {}, counts: EvidenceCounts = {}) =>
  gapsOf(aSet({ groups: [group('1', [criterion])] }), answers, counts).map(({ code, gap }) => `${code} ${gap}`)

describe('before a form can be sent', () => {
  it('every line needs its value, said for its kind', () => {
    expect(gaps(condition('1.1'))).toEqual(['1.1 condition-unanswered'])
    expect(gaps(points('1.1', 600))).toEqual(['1.1 score-missing'])
    expect(gaps(checklist('1.1', [100]))).toEqual(['1.1 checklist-unanswered'])
    expect(gaps(choice('1.1', [0, 100]))).toEqual(['1.1 choice-missing'])
    expect(gaps(count('1.1', 600))).toEqual(['1.1 count-missing'])
    expect(gaps(ratio('1.1', 600))).toEqual(['1.1 numerator-missing', '1.1 denominator-missing'])
    expect(gaps(ratio('1.1', 600), { '1.1': given({ numerator: 0, denominator: 0 }) })).toEqual([
      '1.1 denominator-zero',
    ])
  })

  it('figures of managed units are not asked of people: they have yet to be computed', () => {
    const share = aggregate('1.1', 3000, { award: { by: 'proportion' } })
    expect(gaps(share)).toEqual(['1.1 share-uncomputed'])
    expect(gaps(share, { '1.1': given({ numerator: 1, denominator: null }) })).toEqual(['1.1 share-uncomputed'])
    expect(gaps(share, { '1.1': given({ numerator: 1, denominator: 8 }) })).toEqual([])
  })

  it('figures alone are not enough where people set the score, and enough where it is computed', () => {
    const figures = given({ numerator: 3, denominator: 4 })
    expect(gaps(ratio('1.1', 600), { '1.1': figures })).toEqual(['1.1 score-missing'])
    expect(gaps(ratio('1.1', 600, { award: { by: 'proportion' } }), { '1.1': figures })).toEqual([])
  })

  it('a computed score that no band gives is said to be unknown, not missing', () => {
    const holed = count('1.1', 600, { award: { by: 'bands', bands: [{ points: 600, from: 1000 }] } })
    expect(gaps(holed, { '1.1': given({ count: 5 }) })).toEqual(['1.1 score-unknown'])
  })

  it('a key that every object answers to is a key like others', () => {
    const fields = ['constructor', 'toString'].map((key) => ({ key, title: key, required: true }))
    const named = points('1.1', 600, { fields })
    expect(gaps(named, { '1.1': scored(100) })).toEqual(['1.1 field-missing', '1.1 field-missing'])
    const said = { ...scored(100), fields: { constructor: 'Có', toString: 'Có' } }
    expect(gaps(named, { '1.1': said })).toEqual([])
    const measured = count('1.1', 600, { measurement: 'constructor' })
    expect(gaps(measured, { '1.1': given({ count: 5, score: 100 }) })).toEqual([])
  })

  it('a kind of evidence that the set names twice counts once', () => {
    const evidence = { demand: 'always' as const, kinds: ['file' as const, 'file' as const], least: 2 }
    const twice = points('1.1', 600, { evidence })
    const have = (file: number) => ({ '1.1': { file, link: 0, figure: 0 } })
    expect(gaps(twice, { '1.1': scored(0) }, have(1))).toEqual(['1.1 evidence-of-kind-missing'])
    expect(gaps(twice, { '1.1': scored(0) }, have(2))).toEqual([])
  })

  it('“not yet” is an answer: 0 and unmet need no proof', () => {
    const evidence = { demand: 'when-claimed' as const }
    expect(gaps(points('1.1', 600, { evidence }), { '1.1': scored(0) })).toEqual([])
    expect(gaps(condition('1.1', { evidence }), { '1.1': given({ met: false }) })).toEqual([])
  })

  it('what is claimed needs the evidence that the set demands', () => {
    const evidence = { demand: 'when-claimed' as const }
    expect(gaps(condition('1.1', { evidence }), { '1.1': met })).toEqual(['1.1 evidence-missing'])
    expect(gaps(condition('1.1', { evidence }), { '1.1': met }, { '1.1': { file: 1, link: 0, figure: 0 } })).toEqual([])
    const two = condition('1.1', { evidence: { ...evidence, least: 2 } })
    expect(gaps(two, { '1.1': met }, { '1.1': { file: 1, link: 0, figure: 0 } })).toEqual(['1.1 evidence-missing'])
    expect(gaps(two, { '1.1': met }, { '1.1': { file: 1, link: 1, figure: 0 } })).toEqual([])
    const always = points('1.1', 600, { evidence: { demand: 'always' } })
    expect(gaps(always, { '1.1': scored(0) })).toEqual(['1.1 evidence-missing'])
  })

  it('a paper that lies in its box alone is evidence, but none of a kind that the set names', () => {
    const paper = { '1.1': { file: 0, link: 0, figure: 0, paper: 1 } }
    const demand = 'when-claimed'
    expect(gaps(condition('1.1', { evidence: { demand } }), { '1.1': met }, paper)).toEqual([])
    const files = condition('1.1', { evidence: { demand, kinds: ['file'] } })
    expect(gaps(files, { '1.1': met }, paper)).toEqual(['1.1 evidence-of-kind-missing'])
  })

  it('a heading needs a link once one of its parts claims points (4725, 1.3)', () => {
    const heading = sum('1.3', [points('1.3.1', 600), points('1.3.2', 600)], {
      evidence: { demand: 'when-claimed', kinds: ['link'] },
    })
    const none = { '1.3.1': scored(0), '1.3.2': scored(0) }
    const some = { '1.3.1': scored(0), '1.3.2': scored(25) }
    expect(gaps(heading, none)).toEqual([])
    expect(gaps(heading, some)).toEqual(['1.3 evidence-of-kind-missing'])
    expect(gaps(heading, some, { '1.3': { file: 3, link: 0, figure: 0 } })).toEqual(['1.3 evidence-of-kind-missing'])
    expect(gaps(heading, some, { '1.3': { file: 0, link: 1, figure: 0 } })).toEqual([])
  })

  it('a claim needs the fields and the note that the set demands', () => {
    const fields = [
      { key: 'solution', title: 'Tên giải pháp', required: true },
      { key: 'remark', title: 'Ghi chú' },
    ]
    const line = points('1.1', 600, { fields, noteRequired: true })
    expect(gaps(line, { '1.1': scored(100) })).toEqual(['1.1 field-missing', '1.1 note-missing'])
    expect(gaps(line, { '1.1': given({ score: 100, fields: { solution: 'LMS mẫu' }, note: 'Đã dùng' }) })).toEqual([])
    expect(gaps(line, { '1.1': scored(0) })).toEqual([])
    expect(gaps(line, { '1.1': given({ score: 100, fields: { solution: '  ' }, note: ' ' }) })).toHaveLength(2)
  })

  it('gaps come in the order of the form', () => {
    const set = aSet()
    expect(gapsOf(set, {}, {}).map(({ code }) => code)).toEqual(['1.1', '1.2', '2.1', '2.2'])
  })
})

describe('figures that other systems have measured', () => {
  const counted = count('1.1', 600, { measurement: 'devices.total', award: { by: 'proportion' }, target: 10 })
  const shared = ratio('1.1', 600, {
    measurement: 'teachers.trained',
    of: 'teachers.total',
    award: { by: 'proportion' },
  })
  const found = (criterion: Criterion, answer: Answer, measured: Measured) =>
    gapsOf(aSet({ groups: [group('1', [criterion])] }), { '1.1': answer }, {}, measured)

  it('may be taken as they are', () => {
    expect(found(counted, given({ count: 12 }), { 'devices.total': 12 })).toEqual([])
    const both = { 'teachers.trained': 40, 'teachers.total': 50 }
    expect(found(shared, given({ numerator: 40, denominator: 50 }), both)).toEqual([])
  })

  it('may be contradicted with a note', () => {
    expect(found(counted, given({ count: 11, note: 'Một máy hỏng' }), { 'devices.total': 12 })).toEqual([])
  })

  it('are not contradicted without one: the gap names both figures', () => {
    const gap = { code: '1.1', gap: 'measurement-unexplained', values: { figure: 12, given: 11 } }
    expect(found(counted, given({ count: 11 }), { 'devices.total': 12 })).toEqual([gap])
    expect(found(counted, given({ count: 11, note: '  ' }), { 'devices.total': 12 })).toEqual([gap])
    expect(found(counted, given({ count: 0 }), { 'devices.total': 12 })).toMatchObject([{ values: { given: 0 } }])
    expect(found(counted, given({ count: 11 }), { 'devices.total': 0 })).toMatchObject([{ values: { figure: 0 } }])
  })

  it('stand for the part and for the whole of a ratio, each by its own key', () => {
    const answer = given({ numerator: 40, denominator: 48 })
    const whole = { code: '1.1', gap: 'measurement-unexplained', values: { figure: 50, given: 48 } }
    expect(found(shared, answer, { 'teachers.total': 50 })).toEqual([whole])
    expect(found(shared, answer, { 'teachers.trained': 40, 'teachers.total': 50 })).toEqual([whole])
    expect(found(shared, answer, { 'teachers.trained': 41, 'teachers.total': 50 })).toMatchObject([
      { values: { figure: 41, given: 40 } },
      whole,
    ])
  })

  it('that were not pushed, or are for other lines, ask for nothing', () => {
    expect(found(counted, given({ count: 11 }), {})).toEqual([])
    expect(found(counted, given({ count: 11 }), { 'teachers.total': 12 })).toEqual([])
    expect(found(count('1.1', 600), given({ count: 11, score: 100 }), { 'devices.total': 12 })).toEqual([])
  })

  it('ask for nothing where the line gives no figure yet, beyond that it is missing', () => {
    expect(found(counted, given({}), { 'devices.total': 12 }).map(({ gap }) => gap)).toEqual(['count-missing'])
  })
})
