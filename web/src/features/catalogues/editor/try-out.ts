import { emptyAnswer, type Answer, type Criterion } from '@thuoc/shared'

/** An answer that earns all a line can give; for looking at a set, not for anybody's form. */
export function bestAnswer(criterion: Criterion): Answer {
  switch (criterion.kind) {
    case 'sum':
      return emptyAnswer
    case 'condition':
      return { ...emptyAnswer, met: true }
    case 'points':
      return { ...emptyAnswer, score: criterion.maximum }
    case 'checklist':
      return { ...emptyAnswer, items: criterion.items.map((_, at) => at) }
    case 'choice':
      return { ...emptyAnswer, choice: positionOfBest(criterion.choices.map(({ points }) => points)) }
    case 'count':
      return { ...emptyAnswer, ...scoreOfFigures(criterion), count: bestCount(criterion) }
    case 'ratio':
    case 'aggregate':
      return { ...emptyAnswer, ...scoreOfFigures(criterion), ...bestShare(criterion) }
  }
}

type ByFigures = Extract<Criterion, { kind: 'count' | 'ratio' | 'aggregate' }>
const scoreOfFigures = ({ award, maximum }: ByFigures) => (award.by === 'suggestion' ? { score: maximum } : {})

const positionOfBest = (points: readonly number[]): number | null =>
  points.length === 0 ? null : points.indexOf(Math.max(...points))

/** The band that earns most; undefined where bands do not decide. */
const bestBand = ({ award }: ByFigures) =>
  award.by === 'bands' ? award.bands.toSorted((a, b) => b.points - a.points)[0] : undefined

/** A whole number in the best band: its first one, or its last where it has no beginning. */
function bestCount(criterion: Extract<ByFigures, { kind: 'count' }>): number {
  const band = bestBand(criterion)
  if (!band) return criterion.target ?? 1
  if (band.from !== undefined) return Math.ceil(band.from / 100)
  if (band.above !== undefined) return Math.floor(band.above / 100) + 1
  return 0
}

/** A share in the best band, as a part of 10 000: fine enough for two decimals of a per cent. */
function bestShare(criterion: ByFigures): Pick<Answer, 'numerator' | 'denominator'> {
  const band = bestBand(criterion)
  if (!band) return { numerator: 100, denominator: 100 }
  const numerator = band.to ?? (band.below === undefined ? 10_000 : band.below - 1)
  return numerator === 10_000 ? { numerator: 100, denominator: 100 } : { numerator, denominator: 10_000 }
}
