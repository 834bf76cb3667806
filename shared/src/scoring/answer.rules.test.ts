import { describe, expect, it } from 'vitest'
import { checklist, choice, condition, count, given, points, ratio, scored, sum } from '../../test/sets.ts'
import { extraField, type Criterion } from '../catalogues/criterion.schema.ts'
import { answer as answerSchema, emptyAnswer, type Answer } from './answer.schema.ts'
import { faultOfAnswer } from './answer.rules.ts'

const refusal = (criterion: Criterion, part: Partial<Answer>) => faultOfAnswer(criterion, given(part))?.code ?? null

describe('an answer is refused', () => {
  it('with a score above the maximum, and not one at it', () => {
    expect(refusal(points('1.1', 600), { score: 600 })).toBeNull()
    expect(refusal(points('1.1', 600), { score: 601 })).toBe('line.score-above-maximum')
    expect(refusal(ratio('1.1', 700), { numerator: 1, denominator: 2, score: 725 })).toBe('line.score-above-maximum')
    expect(faultOfAnswer(points('1.1', 600), scored(625))?.item.values).toEqual({ score: '6.25', maximum: '6.00' })
  })

  it('with a score off the step that the set demands', () => {
    const stepped = points('1.1', 600, { step: 50 })
    expect(refusal(stepped, { score: 550 })).toBeNull()
    expect(refusal(stepped, { score: 525 })).toBe('line.score-off-step')
    expect(refusal(points('1.1', 600), { score: 501 })).toBeNull()
  })

  it('with a score where the score is computed', () => {
    const banded = ratio('1.1', 700, { award: { by: 'proportion' } })
    expect(refusal(banded, { numerator: 1, denominator: 2 })).toBeNull()
    expect(refusal(banded, { numerator: 1, denominator: 2, score: 350 })).toBe('line.score-is-computed')
  })

  it('with a part larger than its whole', () => {
    expect(refusal(ratio('1.1', 700), { numerator: 5, denominator: 5 })).toBeNull()
    expect(refusal(ratio('1.1', 700), { numerator: 6, denominator: 5 })).toBe('line.figures-out-of-range')
  })

  it('with a choice or an item that the criterion does not have', () => {
    expect(refusal(choice('1.1', [0, 100]), { choice: 1 })).toBeNull()
    expect(refusal(choice('1.1', [0, 100]), { choice: 2 })).toBe('line.unknown-choice')
    expect(refusal(checklist('1.1', [50, 50]), { items: [0, 1] })).toBeNull()
    expect(refusal(checklist('1.1', [50, 50]), { items: [2] })).toBe('line.unknown-choice')
  })

  it('with a field, or a choice of a field, that the criterion does not have', () => {
    const fields = [
      { key: 'solution', title: 'Tên giải pháp' },
      { key: 'acquisition', title: 'Hình thức', choices: ['thuê', 'mua'] },
    ]
    const heading = sum('1.1', [points('1.1.1', 600)], { fields })
    expect(refusal(heading, { fields: { solution: 'LMS mẫu', acquisition: 'thuê' } })).toBeNull()
    expect(refusal(heading, { fields: { acquisition: '' } })).toBeNull()
    expect(refusal(heading, { fields: { acquisition: 'mượn' } })).toBe('line.unknown-field')
    expect(refusal(heading, { fields: { price: '0' } })).toBe('line.unknown-field')
  })

  it('never for being as long as the longest choice that a set can offer', () => {
    const long = 'x'.repeat(1000)
    const choices = extraField.shape.choices.parse([long])
    const asking = points('1.1', 600, { fields: [{ key: 'acquisition', title: 'Hình thức', choices }] })
    const said = answerSchema.parse({ ...emptyAnswer, fields: { acquisition: long } })
    expect(faultOfAnswer(asking, said)).toBeNull()
  })

  it('with a value of another kind', () => {
    expect(refusal(condition('1.1'), { met: false })).toBeNull()
    expect(refusal(condition('1.1'), { score: 100 })).toBe('line.not-of-this-kind')
    expect(refusal(points('1.1', 600), { met: true })).toBe('line.not-of-this-kind')
    expect(refusal(count('1.1', 600), { numerator: 1 })).toBe('line.not-of-this-kind')
    expect(refusal(sum('1.1', [points('1.1.1', 600)]), { score: 100 })).toBe('line.not-of-this-kind')
  })
})
