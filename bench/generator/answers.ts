import {
  decimalText,
  emptyAnswer,
  leafLinesOf,
  linesOf,
  maximumOf,
  resultOf,
  scoreOf,
  type Answer,
  type Criterion,
  type IndicatorSetDefinition,
  type Result,
} from '@thuoc/shared'
import type { Cell } from './copy.ts'
import type { Random } from './random.ts'

/** What a school may say about all lines: cells of a row of lines from `met` to `maximum`, and what it comes to. */
export type Form = { lines: readonly Said[]; answers: Readonly<Record<string, Answer>>; result: Result }
export type Said = {
  code: string
  cells: readonly Cell[]
  awarded: string | null
  maximum: string
  met: boolean | null
}

const quarter = (maximum: number, share: number) => Math.round((maximum * share) / 25) * 25

function answerTo(criterion: Criterion, level: number, random: Random): Answer {
  const share = Math.min(1, Math.max(0, level + (random.next() - 0.5) * 0.5))
  const note = random.chance(0.3) ? 'Nhà trường đã triển khai từ đầu năm học, có theo dõi hằng tháng.' : ''
  switch (criterion.kind) {
    case 'condition':
      return { ...emptyAnswer, met: random.chance(0.88 + level * 0.12), note }
    case 'points':
      return { ...emptyAnswer, score: quarter(criterion.maximum, share), note }
    case 'count':
      return { ...emptyAnswer, count: Math.round(share * 300), score: quarter(criterion.maximum, share), note }
    case 'ratio':
      return {
        ...emptyAnswer,
        numerator: Math.round(share * 40),
        denominator: 40,
        score: quarter(criterion.maximum, share),
        note,
      }
    case 'checklist':
      return { ...emptyAnswer, items: [0], note }
    case 'choice':
      return { ...emptyAnswer, choice: 0, note }
    case 'sum':
    case 'aggregate':
      return { ...emptyAnswer, note }
  }
}

/** A form of a school that stands about there, from 0 to 1. */
export function makeForm(set: IndicatorSetDefinition, level: number, random: Random): Form {
  const answers: Record<string, Answer> = {}
  const lines = linesOf(set).map(({ criterion }): Said => {
    const answer = answerTo(criterion, level, random)
    answers[criterion.code] = answer
    const score = criterion.kind === 'sum' ? null : scoreOf(criterion, answer)
    const awarded = score === null ? null : decimalText(score)
    const maximum = decimalText(maximumOf(criterion))
    const given = answer.score === null ? null : decimalText(answer.score)
    const { met, count, numerator, denominator, choice, items, fields, note } = answer
    const cells = [met, given, count, numerator, denominator, choice, items, fields, note, awarded, maximum]
    return { code: criterion.code, cells, awarded, maximum, met }
  })
  return { lines, answers, result: resultOf(set, answers) }
}

/** The first so many answered lines of a form, and what they come to. */
export function begunForm(set: IndicatorSetDefinition, form: Form, answered: number): Form {
  const codes = new Set(
    leafLinesOf(set)
      .slice(0, answered)
      .map(({ criterion }) => criterion.code),
  )
  const answers = Object.fromEntries(Object.entries(form.answers).filter(([code]) => codes.has(code)))
  return { lines: form.lines.filter(({ code }) => codes.has(code)), answers, result: resultOf(set, answers) }
}
