import {
  emptyAnswer,
  isLeafLine,
  leavesOf,
  levelNameOf,
  linesOf,
  maximumOf,
  resultOfSum,
  scoreOf,
  type Answer,
  type Answers,
  type IndicatorSetDefinition,
  type Leaf,
  type LevelBand,
  type OutlineLine,
  type Result,
} from '@thuoc/shared'
import { saidIn, writtenPoints } from '../../../submissions/index.ts'
import { dots } from '../words.ts'

/** `Mức độ 3 (Đáp ứng tốt)`. @param bands levels of its own that a group has */
export function levelText(set: IndicatorSetDefinition, level: number, bands?: readonly LevelBand[]): string {
  const plain = `Mức độ ${level}`
  const name = bands?.find((band) => band.level === level)?.name ?? levelNameOf(set, level)
  return name === plain ? plain : `${plain} (${name})`
}

/** What a form comes to, as papers say it. */
export const resultValues = (set: IndicatorSetDefinition, { total, maximum, level }: Result) => ({
  total: writtenPoints(total),
  maximum: writtenPoints(maximum),
  level: levelText(set, level),
})

/** The same of each group. */
export const groupValues = (set: IndicatorSetDefinition, { groups }: Result) =>
  groups.map(({ code, score, maximum, level }) => {
    const group = set.groups.find((one) => one.code === code)
    return {
      code,
      title: group?.title ?? '',
      score: writtenPoints(score),
      maximum: writtenPoints(maximum),
      level: level === null ? '' : levelText(set, level, group?.bands),
    }
  })

/** Whether the conditions are met, in a few words. */
export const conditionsText = ({ unmetConditions }: Pick<Result, 'unmetConditions'>) =>
  unmetConditions.length === 0 ? 'Đạt đủ' : `Chưa đạt: ${unmetConditions.join(', ')}`

/** Code, title and maximum of a row of the form; a criterion with parts of its own is a heading. */
export function lineHead(line: OutlineLine) {
  const { criterion } = line
  const isLeaf = isLeafLine(line)
  return {
    code: criterion.code,
    heading: isLeaf ? '' : criterion.title,
    title: isLeaf ? criterion.title : '',
    maximum: criterion.kind === 'condition' ? 'Điều kiện' : writtenPoints(maximumOf(criterion)),
  }
}

/** What was given to a row: points, met or not; of a criterion with parts what these come to. */
export function scoreText(line: OutlineLine, answers: Answers): string {
  const { criterion } = line
  const given = ({ code }: { code: string }) => answers[code] ?? emptyAnswer
  if (criterion.kind !== 'sum') return leafText(criterion, given(criterion))
  const isScored = leavesOf(criterion).some((leaf) => scoreOf(leaf, given(leaf)) !== null)
  return isScored ? writtenPoints(resultOfSum(criterion, answers).score) : dots
}
/** What one answer says of a row: of a criterion with parts its further fields. */
export const answerText = (line: OutlineLine, given: Answer): string =>
  isLeafLine(line) ? leafText(line.criterion, given) : saidIn(line.criterion, given)

function leafText(leaf: Leaf, given: Answer): string {
  if (leaf.kind === 'condition') return given.met === null ? dots : given.met ? 'Đạt' : 'Không đạt'
  const score = scoreOf(leaf, given)
  return score === null ? dots : writtenPoints(score)
}

/** Rows of the form by their code. */
export const titleOf = (set: IndicatorSetDefinition, code: string) =>
  linesOf(set).find(({ criterion }) => criterion.code === code)?.criterion.title ?? ''
