import { decimalText, type Answer, type Criterion, type Hundredths } from '@thuoc/shared'

// Papers of a file are the school's and its managing body's: their words are Vietnamese whoever reads them.

/** `7650` as people write it: `76,5`. */
export const writtenPoints = (value: Hundredths) =>
  decimalText(value)
    .replace(/\.?0+$/, '')
    .replace('.', ',')

const share = ({ numerator, denominator }: Answer) =>
  numerator === null && denominator === null ? '' : `${numerator ?? '?'} / ${denominator ?? '?'}`

const words: Record<Criterion['kind'], (criterion: Criterion, given: Answer) => string> = {
  condition: (_, { met }) => (met === null ? '' : met ? 'Đạt' : 'Không đạt'),
  points: () => '',
  checklist: (criterion, { items }) =>
    criterion.kind === 'checklist' ? (items ?? []).map((at) => criterion.items[at]?.title ?? '').join('; ') : '',
  choice: (criterion, { choice }) =>
    criterion.kind === 'choice' && choice !== null ? (criterion.choices[choice]?.title ?? '') : '',
  count: (_, { count }) => (count === null ? '' : String(count)),
  ratio: (_, given) => share(given),
  aggregate: (_, given) => share(given),
  sum: () => '',
}

/** What an answer says beside its score and note, in one line: met or not, figures, what was chosen, further fields. */
export const saidIn = (criterion: Criterion, given: Answer): string =>
  [words[criterion.kind](criterion, given), ...Object.values(given.fields)].filter((text) => text !== '').join('; ')
