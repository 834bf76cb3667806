import { emptyAnswer, linesOf, type Answer, type IndicatorSetDefinition, type Leaf, type Sum } from '@thuoc/shared'

/** What a school of the demonstration says about a line, in the order of the form. */
export type Said = { code: string; answer: Answer }

/** How far a school has come, in per cent of each line, and the conditions it does not meet. */
export type Profile = { percent: number; unmet?: readonly string[] }

/** Scores move in quarter points, as people give them. */
const quarters = (maximum: number, percent: number) => Math.floor((maximum * percent) / 100 / 25) * 25

function answerTo(criterion: Leaf | Sum, percent: number, unmet: readonly string[]): Answer {
  switch (criterion.kind) {
    case 'sum':
      return { ...emptyAnswer, fields: fieldsOf(criterion) }
    case 'condition':
      return unmet.includes(criterion.code)
        ? { ...emptyAnswer, met: false, note: 'Đang dự thảo, dự kiến ban hành trong học kỳ này.' }
        : { ...emptyAnswer, met: true }
    case 'points':
      return { ...emptyAnswer, score: quarters(criterion.maximum, percent) }
    case 'count':
      return { ...emptyAnswer, count: percent * 3, score: quarters(criterion.maximum, percent) }
    case 'ratio': {
      const denominator = 40
      const numerator = Math.round((denominator * percent) / 100)
      return { ...emptyAnswer, numerator, denominator, score: quarters(criterion.maximum, percent) }
    }
    case 'checklist':
      return { ...emptyAnswer, items: [0] }
    case 'choice':
      return { ...emptyAnswer, choice: 0 }
    case 'aggregate':
      // Its figures are computed from the units one manages.
      return emptyAnswer
  }
}

const fieldsOf = ({ fields = [] }: Sum): Answer['fields'] =>
  Object.fromEntries(fields.map(({ key, choices }) => [key, choices?.[1] ?? 'Phần mềm Minh Hoạ LMS']))

/** Answers to every line, a little better or worse from one to the next; headings only where they ask for fields. */
export function answersFor(set: IndicatorSetDefinition, { percent, unmet = [] }: Profile): Said[] {
  return linesOf(set)
    .filter(({ criterion }) => criterion.kind !== 'sum' || criterion.fields !== undefined)
    .map(({ criterion }, at) => {
      const varied = Math.min(100, Math.max(0, percent + ([0, 5, -5][at % 3] ?? 0)))
      return { code: criterion.code, answer: answerTo(criterion, varied, unmet) }
    })
}

/** What the external team finds instead, with the reason; only lines with a score can differ here. */
export type Finding = { code: string; less: number; reason: string }

/** The team's answers beside the school's: lower by `less` hundredths where it found something. */
export function externalAnswers(self: readonly Said[], findings: readonly Finding[]) {
  return self
    .filter(({ answer }) => answer.met !== null || answer.score !== null)
    .map(({ code, answer }) => {
      const finding = findings.find((one) => one.code === code)
      if (!finding || answer.score === null) return { code, answer: { ...answer, note: '' }, reason: '' }
      const score = Math.max(0, answer.score - finding.less)
      return { code, answer: { ...answer, score, note: '' }, reason: finding.reason }
    })
}
