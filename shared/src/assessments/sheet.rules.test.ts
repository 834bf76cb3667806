import { describe, expect, it } from 'vitest'
import { indicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import { agreedLine, areOfOneMind, gapsOfFindings, gapsOfSheet, stateOfSheets } from './sheet.rules.ts'

const set = indicatorSetDefinition.parse({
  code: 'MAU',
  title: 'Bộ chỉ số mẫu',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: {
    bands: [
      { level: 1, below: 5 },
      { level: 2, from: 5 },
    ],
    combine: 'lowest-group',
    unmetConditionCapsAt: 1,
  },
  groups: [
    {
      code: '1',
      title: 'Nhóm',
      maximum: 10,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Điều kiện' },
        { kind: 'points', code: '1.2', title: 'Điểm', maximum: 10 },
      ],
    },
  ],
})
const [, points] = leafLinesOf(set).map(({ criterion }) => criterion)
const scored = (score: number, note = ''): Answer => ({ ...emptyAnswer, score, note })

describe('the sheets of a team', () => {
  it('are apart until everyone who scores has finished, and stay open from then on', () => {
    const standing = { opened: false, agreedBegun: false }
    expect(stateOfSheets({ ...standing, done: [true, false] })).toBe('apart')
    expect(stateOfSheets({ ...standing, done: [true, true] })).toBe('open')
    expect(stateOfSheets({ ...standing, opened: true, done: [true, true, false] })).toBe('open')
  })

  it('are not kept where one person scores, nor where the agreed column was begun without them', () => {
    expect(stateOfSheets({ opened: false, agreedBegun: false, done: [false] })).toBe('alone')
    expect(stateOfSheets({ opened: false, agreedBegun: true, done: [false, false] })).toBe('alone')
  })

  it('are finished when every line has a value; reasons are asked of the team', () => {
    expect(gapsOfSheet(set, { '1.2': scored(500) })).toEqual([{ code: '1.1', gap: 'condition-unanswered' }])
    expect(gapsOfSheet(set, { '1.1': { ...emptyAnswer, met: false }, '1.2': scored(0) })).toEqual([])
  })
})

describe('a team is of one mind on a line', () => {
  it('when everyone gave the same score, whatever they noted', () => {
    if (!points) throw new Error('The set has a line with points')
    expect(areOfOneMind(points, [scored(500), scored(500, 'Ghi chú')])).toBe(true)
    expect(areOfOneMind(points, [scored(500), scored(525)])).toBe(false)
    expect(areOfOneMind(points, [scored(500), undefined])).toBe(false)
    expect(areOfOneMind(points, [])).toBe(false)
  })

  it('and then every reason is kept, each once', () => {
    if (!points) throw new Error('The set has a line with points')
    const said = [
      { answer: scored(500, 'Của trưởng đoàn'), reason: 'Thiếu tệp ' },
      { answer: scored(500), reason: '' },
      { answer: scored(500), reason: 'Thiếu tệp' },
      { answer: scored(500), reason: 'Chưa ký' },
    ]
    expect(agreedLine(points, said)).toEqual({ answer: scored(500, 'Của trưởng đoàn'), reason: 'Thiếu tệp\nChưa ký' })
    expect(agreedLine(points, [...said, undefined])).toBeNull()
  })
})

it('of strengths, weaknesses and improvements each is said somewhere', () => {
  const nothing = { strengths: '', weaknesses: ' ', improvements: '' }
  expect(gapsOfFindings({ whole: nothing, groups: {} })).toEqual([
    'strengths-missing',
    'weaknesses-missing',
    'improvements-missing',
  ])
  const groups = { 1: { ...nothing, weaknesses: 'Không có' } }
  expect(gapsOfFindings({ whole: { ...nothing, strengths: 'Tốt' }, groups })).toEqual(['improvements-missing'])
})
