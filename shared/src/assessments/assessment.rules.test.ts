import { describe, expect, it } from 'vitest'
import { indicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import { gapsOfAssessment } from './assessment.rules.ts'

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
      maximum: 20,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Điều kiện', evidence: { demand: 'always' } },
        { kind: 'points', code: '1.2', title: 'Điểm', maximum: 10, noteRequired: true },
        { kind: 'ratio', code: '1.3', title: 'Tỉ lệ', maximum: 10, award: { by: 'suggestion' } },
      ],
    },
  ],
})
const answer = (over: Partial<Answer>): Answer => ({ ...emptyAnswer, ...over })
const self = {
  '1.1': answer({ met: true }),
  '1.2': answer({ score: 600 }),
  '1.3': answer({ score: 500, numerator: 1, denominator: 2 }),
}

describe('an external assessment can be closed', () => {
  it('when every line has a value; evidence, notes and figures are asked of the school, not of the team', () => {
    const external = { '1.1': answer({ met: true }), '1.2': answer({ score: 600 }), '1.3': answer({ score: 500 }) }
    expect(gapsOfAssessment(set, self, external, {})).toEqual([])
  })

  it('not while a line has none: each is named, in the order of the form', () => {
    expect(gapsOfAssessment(set, self, { '1.2': answer({ score: 0 }) }, { '1.2': 'Không thấy' })).toEqual([
      { code: '1.1', gap: 'condition-unanswered' },
      { code: '1.3', gap: 'score-missing' },
    ])
  })

  it('not while a reason is missing where score or condition differ; blanks are no reason', () => {
    const external = { '1.1': answer({ met: false }), '1.2': answer({ score: 575 }), '1.3': answer({ score: 500 }) }
    expect(gapsOfAssessment(set, self, external, { '1.1': 'Chưa ký', '1.2': '  ' })).toEqual([
      { code: '1.2', gap: 'reason-missing' },
    ])
  })
})
