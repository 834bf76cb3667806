import { emptyAnswer, gapsOfLine, linesOf, type Answer, type Answers } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { stateOfLine, stopsOf } from './line-state.ts'
import { sampleSet } from '../testing/sample-set.ts'

const lineOf = (code: string) => {
  const line = linesOf(sampleSet).find(({ criterion }) => criterion.code === code)
  if (!line) throw new Error(`No line ${code}`)
  return line
}
const given = (part: Partial<Answer>): Answer => ({ ...emptyAnswer, ...part })
function see(
  code: string,
  {
    answers = {},
    remark = null,
    others = null,
  }: { answers?: Answers; remark?: string | null; others?: Answers | null },
) {
  const line = lineOf(code)
  return stateOfLine(line, {
    answer: answers[code] ?? emptyAnswer,
    gaps: gapsOfLine(line, answers, {}),
    remark,
    other: others && (others[code] ?? emptyAnswer),
  })
}

describe('how a line stands', () => {
  it('is empty while nothing has been said', () => expect(see('1.2', {})).toBe('empty'))

  it('is done when everything it asks is there', () =>
    expect(see('1.2', { answers: { '1.2': given({ score: 600 }) } })).toBe('done'))

  it('lacks evidence when a condition is met without proof', () =>
    expect(see('1.1', { answers: { '1.1': given({ met: true }) } })).toBe('evidence-missing'))

  it('asks for no proof of what is not claimed', () =>
    expect(see('1.1', { answers: { '1.1': given({ met: false }) } })).toBe('done'))

  it('is returned for as long as a remark stands beside it', () =>
    expect(see('1.2', { answers: { '1.2': given({ score: 600 }) }, remark: 'Xem lại' })).toBe('returned'))

  it('is incomplete when a score has no figures', () =>
    expect(see('1.4', { answers: { '1.4': given({ score: 300 }) } })).toBe('incomplete'))

  it('differs where the two sides say different things', () => {
    const answers = { '1.2': given({ score: 500 }) }
    expect(see('1.2', { answers, others: { '1.2': given({ score: 600 }) } })).toBe('differs')
    expect(see('1.2', { answers, others: { '1.2': given({ score: 500 }) } })).toBe('done')
  })
})

describe('where one stops', () => {
  it('is every answered line, and headings that ask something of their own', () =>
    expect(stopsOf(sampleSet).map(({ criterion }) => criterion.code)).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.3.1',
      '1.3.2',
      '1.4',
      '2.1',
      '2.2',
      '2.3.1',
    ]))
})
